import type { Ephemeral } from '@vortex/cache';
import type { Database } from '@vortex/database';
import type { BusDriver } from '@vortex/messaging';
import type { Peer } from '../rpc/peer';
import type { HealthPart } from './service-health';

/** Without its database a service can do nothing. */
export function databasePart(database: Pick<Database, 'ping'>): HealthPart {
  const answers = { state: 'ok' } as const;
  const silent = { state: 'failed', detail: 'The database does not answer.' } as const;
  return {
    name: 'database',
    check: () =>
      database.ping().then(
        () => answers,
        () => silent,
      ),
  };
}

/** Events wait in the outbox while the bus is away. */
export function busPart(bus: Pick<BusDriver, 'health'>): HealthPart {
  return {
    name: 'bus',
    check: async () =>
      bus.health().state === 'ok'
        ? { state: 'ok' }
        : { state: 'degraded', detail: 'The message bus does not answer; events wait in the database.' },
  };
}

export function cachePart(ephemeral: Pick<Ephemeral, 'ping'>): HealthPart {
  const answers = { state: 'ok' } as const;
  const silent = { state: 'degraded', detail: 'The cache does not answer.' } as const;
  return {
    name: 'cache',
    check: () =>
      ephemeral.ping().then(
        () => answers,
        () => silent,
      ),
  };
}

/** A service starts without the others it calls, and serves what it can. */
export function peerPart(peer: Peer): HealthPart {
  const details = {
    unreachable: `The service ${peer.service} cannot be reached.`,
    failing: `The service ${peer.service} does not answer its calls.`,
  };
  return {
    name: `rpc:${peer.service}`,
    async check() {
      const health = await peer.health();
      return health === 'ok' ? { state: 'ok' } : { state: 'degraded', detail: details[health] };
    },
  };
}
