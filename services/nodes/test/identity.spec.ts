import { generateKeyPairSync } from 'node:crypto';
import { FakeClock, eventually } from '@vortex/testing';
import { newIntermediate, newRoot, issueLeaf } from '../src/identity/x509';
import { LocalServerService } from '../src/local/local-server.service';
import { endOf, newKeys, rootOf } from './agent-double';
import { startAgents } from './start-agents';

let nodes: Awaited<ReturnType<typeof startAgents>>;
/** What agents elsewhere are told to dial: nothing that this machine could. */
const elsewhere = 'nowhere.invalid:1';
beforeAll(async () => (nodes = await startAgents({ environment: { VORTEX_AGENT_ADDRESSES: elsewhere } })));
afterAll(() => nodes.stop());

const aServer = async (of = nodes) => (await of.given.server({ state: 'SERVER_STATE_ACTIVE' })).id;
const day = 24 * 60 * 60_000;
const detail = 'details';

describe('enrolment', () => {
  it('gives a key made on the server a certificate of thirty days, to be renewed after ten', async () => {
    const { identity } = await nodes.enrolled(await aServer());
    const now = Date.now();
    expect(Math.round((endOf(identity).getTime() - now) / day)).toBe(30);
    expect(Math.round(((identity.renewAt?.getTime() ?? 0) - now) / day)).toBe(10);
    expect(identity.roots).toHaveLength(1);
  });

  it('takes place over the loopback on the panel’s own machine, wherever others are told to dial', async () => {
    const { address, token } = await nodes.operator.createEnrolmentToken({ serverId: await aServer() });
    expect(address).toBe(elsewhere);
    const addresses = nodes.get(LocalServerService).addresses;
    expect(addresses.map((one) => one.split(':')[0])).toEqual(['127.0.0.1']);
    await nodes.double(await rootOf(addresses[0] ?? '', token)).enrol(token);
  });

  it('works once: a token that was used is good for nobody', async () => {
    const { token, root } = await nodes.enrolled(await aServer());
    await expect(nodes.double(root).enrol(token)).rejects.toHaveProperty(detail, 'enrolment_refused');
  });

  it('is refused for a token that nobody has made', async () => {
    const { token } = await nodes.operator.createEnrolmentToken({ serverId: await aServer() });
    const root = await rootOf(nodes.address, token);
    await expect(nodes.double(root).enrol(`x${token}`)).rejects.toHaveProperty(detail, 'enrolment_refused');
  });

  it('takes no key whose holder has not signed, and none of another curve; the token stays good', async () => {
    const { token } = await nodes.operator.createEnrolmentToken({ serverId: await aServer() });
    const root = await rootOf(nodes.address, token);
    const [mine, theirs] = [newKeys(), newKeys()];
    const stolen = { publicKey: theirs.publicKey, privateKey: mine.privateKey };
    await expect(nodes.double(root).enrol(token, stolen)).rejects.toHaveProperty(detail, 'invalid_input');
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const wide = { publicKey: publicKey.export({ type: 'spki', format: 'der' }), privateKey };
    await expect(nodes.double(root).enrol(token, wide)).rejects.toHaveProperty(detail, 'invalid_input');
    await nodes.double(root).enrol(token, mine);
  });

  it('lets a token fetch programs for its hour, used or not, and nobody else’s words', async () => {
    const clock = new FakeClock(new Date());
    const timed = await startAgents({ clock });
    try {
      const serverId = await aServer(timed);
      const { token } = await timed.enrolled(serverId);
      const core = timed.rpc.as({ service: 'core' });
      const known = async (shown: string) => (await core.checkEnrolmentToken({ token: shown })).known;
      expect([await known(token), await known(`x${token}`), await known('')]).toEqual([true, false, false]);
      const other = await aServer(timed);
      const { token: withdrawn } = await timed.operator.createEnrolmentToken({ serverId: other });
      await timed.operator.revokeNode({ serverId: other });
      expect(await known(withdrawn)).toBe(false);
      clock.advance(60 * 60_000);
      expect(await known(token)).toBe(false);
    } finally {
      await timed.stop();
    }
  });

  it('is for those who may, and for servers of their own', async () => {
    const serverId = await aServer();
    await expect(nodes.reader.createEnrolmentToken({ serverId })).rejects.toHaveCode('permission_missing');
    await expect(nodes.stranger.createEnrolmentToken({ serverId })).rejects.toHaveCode('server_not_found');
    await expect(nodes.stranger.revokeNode({ serverId })).rejects.toHaveCode('server_not_found');
    expect(await nodes.stranger.batchGetNodes({ serverIds: [serverId] })).toEqual({ nodes: [] });
  });
});

describe('a stream', () => {
  it('is opened to a certificate of ours and to nothing else', async () => {
    const { root, agent } = await nodes.enrolled(await aServer());
    agent.connect();
    await agent.next('welcome');
    const stranger = nodes.double(root);
    stranger.connect();
    await eventually(() => stranger.failure !== undefined);
    expect(stranger.failure).toHaveProperty(detail, 'certificate_refused');
  });

  it('is refused to a certificate that another authority has signed in our names', async () => {
    const { root, identity } = await nodes.enrolled(await aServer());
    const validity = { from: new Date(), until: new Date(Date.now() + day) };
    const theirs = await newRoot('VortexPanel root', validity);
    const between = await newIntermediate('VortexPanel nodes', validity, { name: 'VortexPanel root', ...theirs });
    const keys = newKeys();
    const alternative = { type: 'url', value: `spiffe://vortex/node/${identity.serverId}` } as const;
    const subject = { name: identity.serverId, alternative, purpose: 'client' } as const;
    const issuer = { name: 'VortexPanel nodes', privateKey: between.privateKey };
    const forged = await issueLeaf(subject, keys.publicKey, validity, issuer);
    const certificates = [forged, between.certificate, theirs.certificate];
    const agent = nodes.double(root, { ...identity, certificates }, keys);
    agent.connect();
    await eventually(() => agent.failure !== undefined);
    expect(agent.received).toEqual([]);
  });

  it('ends at once when the identity is withdrawn, and is not opened again', async () => {
    const serverId = await aServer();
    const { root, identity, keys, agent } = await nodes.enrolled(serverId);
    agent.connect();
    await agent.next('welcome');
    expect(await nodes.operator.revokeNode({ serverId })).toEqual({ revoked: 1 });
    await eventually(() => agent.failure !== undefined);
    const again = nodes.double(root, identity, keys);
    again.connect();
    await eventually(() => again.failure !== undefined);
    expect(again.failure).toHaveProperty(detail, 'certificate_refused');
    await expect(again.renew(identity.certificates[0] ?? Buffer.alloc(0), keys, newKeys())).rejects.toHaveProperty(
      detail,
      'certificate_refused',
    );
  });
});

describe('after a long outage', () => {
  it('a certificate that has expired opens no stream', async () => {
    const clock = new FakeClock(new Date());
    const late = await startAgents({ clock });
    try {
      const serverId = await aServer(late);
      clock.advance(-60 * day); // of listeners and agents alone; TLS goes by the machine's
      const { agent } = await late.enrolled(serverId);
      clock.advance(60 * day);
      agent.connect();
      await eventually(() => agent.failure !== undefined);
      expect(agent.failure).toHaveProperty(detail, 'certificate_refused');
      expect(agent.received).toEqual([]);
    } finally {
      await late.stop();
    }
  });

  it('a key whose certificate has expired renews it, and a token that nobody used is good for nothing', async () => {
    const clock = new FakeClock(new Date());
    const late = await startAgents({ clock });
    try {
      const { root, identity, keys } = await late.enrolled(await aServer(late));
      const { token } = await late.operator.createEnrolmentToken({ serverId: await aServer(late) });
      clock.advance(200 * day);
      const next = newKeys();
      const renewed = await late.double(root).renew(identity.certificates[0] ?? Buffer.alloc(0), keys, next);
      expect(renewed.serverId).toBe(identity.serverId);
      expect(endOf(renewed).getTime()).toBeGreaterThan(clock.now().getTime());
      await expect(late.double(root).enrol(token)).rejects.toHaveProperty(detail, 'enrolment_refused');
    } finally {
      await late.stop();
    }
  });
});

describe('renewal', () => {
  it('is refused to who has only the certificate', async () => {
    const { root, identity } = await nodes.enrolled(await aServer());
    const [certificate = Buffer.alloc(0)] = identity.certificates;
    const thief = newKeys();
    await expect(nodes.double(root).renew(certificate, thief, newKeys())).rejects.toHaveProperty(
      detail,
      'invalid_input',
    );
  });
});
