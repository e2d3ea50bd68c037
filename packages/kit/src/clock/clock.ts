/** Where time comes from. Services never ask the machine themselves, so tests can move time. */
export interface Clock {
  /** The instant in UTC. May jump when the machine's clock is set. */
  now(): Date;
  /** Milliseconds that only ever grow; for measuring how long something took. */
  monotonic(): number;
}

export const CLOCK = Symbol('vortex.clock');

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
};
