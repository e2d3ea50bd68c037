import { multistream, pino } from 'pino';

export type Log = Pick<ReturnType<typeof pino>, 'child' | 'debug' | 'info' | 'warn' | 'error'>;

/** @param also hears each line too */
export function createLog(level: string, also?: { write(line: string): void }): Log {
  const name = 'vortex-agent';
  if (!also) return pino({ name, level });
  return pino(
    { name, level },
    multistream([
      { stream: process.stdout, level: 'trace' },
      { stream: also, level: 'trace' },
    ]),
  );
}
