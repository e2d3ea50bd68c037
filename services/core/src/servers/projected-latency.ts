/** By country, the median of its customers' round trips in milliseconds. Under '': of those nobody knows where. */
export type Latencies = Readonly<Record<string, number>>;

/** How far customers are from a server, as core was last told. */
export interface ProjectedServerLatency {
  readonly serverId: string;
  readonly latencies: Latencies;
  readonly revision: bigint;
}
