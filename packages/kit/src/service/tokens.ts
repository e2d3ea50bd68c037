/** What the kit provides in every service's container, besides the classes Database, Outbox, Keyring and RpcClients. */
export const CONFIG = Symbol('vortex.config');
export const CACHE = Symbol('vortex.cache');
export const RATE_LIMITER = Symbol('vortex.rate-limiter');
export const FAN_OUT = Symbol('vortex.fan-out');
export const PLATFORM = Symbol('vortex.platform');

/** What a service may know of the whole it is part of. */
export interface PlatformFacts {
  readonly service: string;
  readonly version: string;
  readonly shape: 'standalone' | 'distributed';
  readonly startedAt: Date;
  /** The process, told apart from earlier and later ones. */
  readonly processId: string;
}
