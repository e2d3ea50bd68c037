/** What the kit provides in every service's container, besides the classes Database, Outbox, Keyring and RpcClients. */
export const CONFIG = Symbol('vortex.config');
export const CACHE = Symbol('vortex.cache');
export const RATE_LIMITER = Symbol('vortex.rate-limiter');
export const FAN_OUT = Symbol('vortex.fan-out');
export const PLATFORM = Symbol('vortex.platform');
export const RESTARTS = Symbol('vortex.restarts');

/** What a service may know of the whole it is part of. */
export interface PlatformFacts {
  readonly service: string;
  readonly version: string;
  readonly shape: 'standalone' | 'distributed';
  readonly startedAt: Date;
  /** The process, told apart from earlier and later ones. */
  readonly processId: string;
}

/** Starts services of this process anew. */
export interface ServiceRestarts {
  /** Whether the process holds several services and may start one of them anew; elsewhere an orchestrator does that. */
  readonly possible: boolean;
  /** The services of this process. */
  readonly names: readonly string[];
  /** Resolves when the service serves again. One after the other, in the order they were asked for. */
  restart(service: string): Promise<void>;
}
