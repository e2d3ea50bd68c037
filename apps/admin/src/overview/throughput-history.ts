/** What all servers carry at a moment, in bytes per second. */
export interface Throughput {
  readonly at: number;
  readonly down: number;
  readonly up: number;
}

interface Carrier {
  readonly machine: {
    readonly connected: boolean;
    readonly uplinkBytesPerSecond: string;
    readonly downlinkBytesPerSecond: string;
  } | null;
}

/** Ten minutes at one reading in ten seconds: an open page holds no more after a week. */
export const mostReadings = 60;

export function throughputOf(servers: readonly Carrier[], at: number): Throughput {
  const sum = (read: (machine: NonNullable<Carrier['machine']>) => string) =>
    servers.reduce((total, { machine }) => total + (machine?.connected ? Number(read(machine)) : 0), 0);
  return {
    at,
    down: sum(({ downlinkBytesPerSecond }) => downlinkBytesPerSecond),
    up: sum(({ uplinkBytesPerSecond }) => uplinkBytesPerSecond),
  };
}

/** The readings with a further one; the oldest go. */
export function withReading(readings: readonly Throughput[], reading: Throughput): readonly Throughput[] {
  if (readings.at(-1)?.at === reading.at) return readings;
  return [...readings, reading].slice(-mostReadings);
}
