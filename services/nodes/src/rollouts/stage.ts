/** Shares of the servers, in percent: rising, the last one is all. */
export type Stages = readonly number[];

export const usualStages: Stages = [1, 10, 50, 100];

/** How many of `servers` have the version by the end of each stage: the share rounded up, so at least one. */
export function serversByStage(servers: number, stages: Stages): number[] {
  return stages.map((percent) => Math.ceil((servers * percent) / 100));
}

/** The stage in which the server at `position` is brought the version. Of a few servers some stages bring it to nobody new. */
export function stageOf(position: number, servers: number, stages: Stages): number {
  return serversByStage(servers, stages).findIndex((count) => position < count);
}

/** The next stage that brings it to somebody, behind `stage`; undefined behind the last. */
export function stageAfter(stage: number, servers: number, stages: Stages): number | undefined {
  const counts = serversByStage(servers, stages);
  const had = counts[stage] ?? 0;
  const next = counts.findIndex((count, at) => at > stage && count > had);
  return next < 0 ? undefined : next;
}
