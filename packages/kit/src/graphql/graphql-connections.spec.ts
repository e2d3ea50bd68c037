import { FakeClock } from '@vortex/testing';
import { BlockList } from 'node:net';
import { believedForMs, Revocations } from '../auth/revocations';
import { anonymous } from '../identity/caller';
import { GraphqlConnections } from './graphql-connections';

const settings = { VORTEX_TRUSTED_PROXIES: new BlockList() };

/** Whoever shows `Bearer <session>` is signed in with that session, as an account of revision 3. */
const authenticator = {
  ofSocket: async (header: string | undefined) => {
    const sessionId = header?.slice('Bearer '.length);
    if (!sessionId) return { caller: anonymous };
    return { caller: anonymous, identity: { sessionId, accountId: `account of ${sessionId}`, accountRevision: 3 } };
  },
};

let clock: FakeClock;
let revocations: Revocations;
let connections: GraphqlConnections;
let closed: string[];

beforeEach(() => {
  clock = new FakeClock();
  revocations = new Revocations(clock, () => clock.monotonic());
  revocations.caughtUp();
  connections = new GraphqlConnections(authenticator as never, settings, revocations);
  closed = [];
});

async function connect(session?: string) {
  const name = session ?? 'stranger';
  const close = (code: number, reason: string) => closed.push(`${name}: ${code} ${reason}`);
  const connection = {
    connectionParams: session ? { authorization: `Bearer ${session}` } : {},
    extra: { socket: { close } },
  };
  await connections.onConnect(connection);
  return connection;
}
const revoke = (kind: 'session' | 'account', id: string, beforeRevision = 0) =>
  revocations.learn([{ kind, id, beforeRevision, expiresAtMs: clock.now().getTime() + 60_000 }]);

it('closes the connections of a session that was revoked, and no other', async () => {
  await connect('one');
  await connect('two');
  await connect();
  connections.onDisconnect(await connect('one'));
  revoke('session', 'one');
  expect(closed).toEqual(['one: 4401 session revoked']);
});

it('closes one whose session was revoked while it was opened', async () => {
  revoke('session', 'one');
  await connect('one');
  expect(closed).toEqual(['one: 4401 session revoked']);
});

it('closes those whose account has changed since their token was issued, with a code that invites them back', async () => {
  await connect('one');
  revoke('account', 'account of one', 3);
  expect(closed).toEqual([]);
  revoke('account', 'account of one', 4);
  expect(closed).toEqual(['one: 4403 token outdated']);
});

it('closes all that are signed in once auth has been silent for too long', async () => {
  await connect('one');
  await connect();
  clock.advance(believedForMs - 1);
  revocations.missedWord();
  expect(closed).toEqual([]);
  clock.advance(1);
  revocations.missedWord();
  expect(closed).toEqual(['one: 1013 revocations unavailable']);
});
