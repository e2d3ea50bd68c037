import type { ConfiguredInbound, EditConfigurationRequest } from '@vortex/contracts/nodes';
import { systemClock } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { generators } from '../src/keys/key-generation';
import { reality } from './golden/parts';
import { ObedientAgent } from './obedient-agent';
import { startAgents } from './start-agents';
import { aServer, anInbound, refusedPaths } from './start-nodes';

let nodes: Awaited<ReturnType<typeof startAgents>>;
let serverId: string;
beforeAll(async () => (nodes = await startAgents()));
beforeEach(async () => void (serverId = (await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' })).id));
afterAll(() => nodes.stop());

const vless = (given: object = {}) =>
  ({
    tag: 'front',
    protocol: 'INBOUND_PROTOCOL_VLESS',
    security: 'INBOUND_SECURITY_REALITY',
    port: 443,
    settingsJson: JSON.stringify({ flow: 'xtls-rprx-vision', realitySettings: reality }),
    ...given,
  }) as const;
const configured = (given: object = {}): ConfiguredInbound => ({
  ...{ tag: 'socks', protocol: 'INBOUND_PROTOCOL_SOCKS', listen: '', port: 1080, lastPort: 0 },
  ...{ network: 'INBOUND_NETWORK_UNSPECIFIED', security: 'INBOUND_SECURITY_UNSPECIFIED', settingsJson: '' },
  ...{ sniffing: undefined, enabled: undefined, shared: false },
  ...given,
});
const all = { page: undefined, causes: [], draft: undefined, search: '', sort: [] };
const page = (given: object = {}) => ({ first: 0, after: '', last: 0, before: '', withTotal: false, ...given });
const versions = async (given: object = {}) =>
  (await nodes.operator.listConfigurationVersions({ ...all, serverId, page: page(given) })).versions;
const edit = (inbounds: ConfiguredInbound[], given: Partial<EditConfigurationRequest> = {}) =>
  nodes.operator.editConfiguration({ serverId, inbounds, reason: '', asDraft: false, ...given });
const tags = async () =>
  (await nodes.operator.batchListInboundsOfServers({ serverIds: [serverId] })).inbounds.map(({ tag }) => tag);

describe('the instance of an inbound', () => {
  it('is of the configuration: told, compared and gone back from like the rest; what names none has the hash it had', async () => {
    const { id, instance } = await nodes.given.inbound(serverId, vless());
    await nodes.operator.updateInbound({ id, instance: 'edge' });
    await nodes.operator.updateInbound({ id, instance: '' });
    const [again, apart, first] = await versions();
    expect([instance, again?.hash]).toEqual([undefined, first?.hash]);
    expect(apart?.hash).not.toBe(first?.hash);
    const { changes } = await nodes.operator.diffConfigurations({ fromId: first?.id ?? '', toId: apart?.id ?? '' });
    expect(changes).toMatchObject([
      { path: expect.stringMatching(/\.instance$/), beforeJson: '', afterJson: '"edge"' },
    ]);
    await nodes.operator.rollBackConfiguration({ versionId: apart?.id ?? '', reason: '' });
    expect(await nodes.operator.getInbound({ id })).toMatchObject({ instance: 'edge' });
    await nodes.operator.rollBackConfiguration({ versionId: first?.id ?? '', reason: '' });
    expect((await nodes.operator.getInbound({ id })).instance).toBeUndefined();
  });

  it('is refused at its field: a name that is none, and any at a server whose agent runs one engine alone', async () => {
    expect(await refusedPaths(nodes.given.inbound(serverId, vless({ instance: 'Not one' })))).toEqual({
      instance: 'invalid_format',
    });
    const { agent } = await nodes.enrolled(serverId);
    const takes = (...capabilities: string[]) => agent.connect({ now: new Date(), capabilities });
    const welcomes = () => agent.received.filter(({ $case }) => $case === 'welcome').length;
    takes('validate');
    await eventually(() => welcomes() === 1);
    expect(await refusedPaths(nodes.given.inbound(serverId, vless({ instance: 'edge' })))).toEqual({
      instance: 'instances_not_supported',
    });
    expect(await refusedPaths(edit([configured(), configured({ tag: 'b', port: 2, instance: 'edge' })]))).toEqual({
      'inbounds[1].instance': 'instances_not_supported',
    });
  });
});

describe('each edit of an inbound', () => {
  it('makes a version that says who, why and in which way', async () => {
    const { id } = await nodes.given.inbound(serverId, vless({ reason: 'a door' }));
    await nodes.operator.updateInbound({ id, port: 8443, reason: 'it was blocked' });
    await nodes.operator.updateInbound({ id, port: 8443 });
    await nodes.operator.deleteInbound({ id, reason: 'and again' });
    const found = await versions();
    expect(found.map(({ number, cause, reason, isCurrent }) => [number, cause, reason, isCurrent])).toEqual([
      [4, 'CONFIGURATION_CAUSE_INBOUND_DELETED', 'and again', true],
      [3, 'CONFIGURATION_CAUSE_INBOUND_CHANGED', 'it was blocked', false],
      [2, 'CONFIGURATION_CAUSE_INBOUND_CREATED', 'a door', false],
      [1, 'CONFIGURATION_CAUSE_FIRST', '', false],
    ]);
    expect(found[0]?.author).toMatchObject({ kind: 'account', accountId: expect.stringMatching(/.{36}/) as string });
    expect(found[0]?.hash).toBe(found[3]?.hash);
  });

  it('shows an editor who comes late what differs between theirs and yours', async () => {
    const { id } = await nodes.given.inbound(serverId, vless());
    await nodes.operator.updateInbound({ id, port: 8443 });
    const late = nodes.operator.updateInbound({ id, port: 9443, expectedRevision: 1n });
    const failure: unknown = await late.catch((error: unknown) => error);
    expect(failure).toHaveCode('revision_mismatch');
    const { facts } = failure as { facts: Record<string, string> };
    expect(JSON.parse(facts['diff'] ?? '')).toEqual([
      { path: 'inbounds[front].lastPort', before: 8443, after: 9443, isSecret: false },
      { path: 'inbounds[front].port', before: 8443, after: 9443, isSecret: false },
    ]);
  });
});

describe('the versions of a server', () => {
  it('come page by page, the newest first', async () => {
    const { id } = await nodes.given.inbound(serverId);
    for (const port of [1, 2, 3]) await nodes.operator.updateInbound({ id, port });
    const numbers = async (given: object) => {
      const found = await nodes.operator.listConfigurationVersions({ ...all, serverId, page: page(given) });
      return { ...found.page, numbers: found.versions.map(({ number }) => number) };
    };
    const first = await numbers({ first: 2, withTotal: true });
    expect(first).toMatchObject({ numbers: [5, 4], hasNextPage: true, hasPreviousPage: false, totalCount: 5n });
    expect(await numbers({ first: 9, after: first.cursors?.[1] })).toMatchObject({
      numbers: [3, 2, 1],
      hasNextPage: false,
    });
    expect(await numbers({ last: 2 })).toMatchObject({ numbers: [2, 1], hasPreviousPage: true });
  });

  it('are narrowed by how and why they came about, and ordered as asked', async () => {
    const { id } = await nodes.given.inbound(serverId, { reason: 'a door' });
    await nodes.operator.updateInbound({ id, port: 8443, reason: 'it was 100% blocked' });
    await nodes.operator.updateInbound({ id, port: 9443 });
    await edit([configured()], { asDraft: true });
    const numbers = async (given: object) =>
      (await nodes.operator.listConfigurationVersions({ ...all, serverId, ...given })).versions.map(
        (one) => one.number,
      );
    expect(await numbers({ sort: [{ field: 'number', descending: false }] })).toEqual([1, 2, 3, 4, 5]);
    expect(await numbers({ causes: ['CONFIGURATION_CAUSE_INBOUND_CHANGED'] })).toEqual([4, 3]);
    expect(await numbers({ draft: true })).toEqual([5]);
    expect(await numbers({ search: '0% BLOCK' })).toEqual([3]);
    const byCause = [
      { field: 'cause', descending: true },
      { field: 'number', descending: false },
    ];
    expect(await numbers({ sort: byCause })).toEqual([2, 3, 4, 1, 5]);
    const wrong = nodes.operator.listConfigurationVersions({
      ...all,
      serverId,
      sort: [{ field: 'hash', descending: true }],
    });
    expect(await refusedPaths(wrong)).toEqual({ 'sort[0].field': 'unknown_field' });
  });

  it('are told apart value by value, and never show a secret', async () => {
    const { id } = await nodes.given.inbound(serverId, vless());
    const { privateValue: privateKey } = generators.reality();
    const settingsJson = JSON.stringify({ flow: '', realitySettings: { ...reality, privateKey } });
    await nodes.operator.updateInbound({ id, settingsJson });
    const [to, from] = await versions();
    const difference = await nodes.operator.diffConfigurations({ fromId: from?.id ?? '', toId: to?.id ?? '' });
    const changes = difference.changes.map(({ path, beforeJson, afterJson, isSecret }) => [
      path,
      beforeJson,
      afterJson,
      isSecret,
    ]);
    expect(changes).toContainEqual(['inbounds[front].settings.flow', '"xtls-rprx-vision"', '""', false]);
    expect(changes).toContainEqual(['inbounds[front].settings.realitySettings.privateKey', '', '', true]);
    const { contents } = await nodes.operator.batchGetConfigurationContents({
      versionIds: [to?.id ?? '', from?.id ?? ''],
    });
    expect(contents.map(({ inbounds }) => inbounds[0]?.tag)).toEqual(['front', 'front']);
    for (const secret of [privateKey, reality.privateKey]) {
      expect(JSON.stringify([contents, difference], (_, value: unknown) => String(value))).not.toContain(secret);
      expect(JSON.stringify([...contents.flatMap(({ inbounds }) => inbounds), ...difference.changes])).not.toContain(
        secret,
      );
    }
  });

  it('are nobody else’s: not to be read, nor gone back to', async () => {
    const shared = await nodes.given.server({ shared: true });
    await nodes.given.inbound(shared.id, { shared: true });
    const found = await nodes.operator.listConfigurationVersions({ ...all, serverId: shared.id });
    const [{ id } = { id: '' }, { id: other } = { id: '' }] = found.versions;
    for (const who of [nodes.stranger, nodes.reseller]) {
      await expect(who.listConfigurationVersions({ ...all, serverId: shared.id })).rejects.toHaveCode(
        'server_not_found',
      );
      expect(await who.batchGetConfigurationVersions({ ids: [id] })).toEqual({ versions: [] });
      expect(await who.batchGetConfigurationContents({ versionIds: [id] })).toEqual({ contents: [] });
      await expect(who.diffConfigurations({ fromId: id, toId: other })).rejects.toHaveCode(
        'configuration_version_not_found',
      );
    }
    const back = nodes.stranger.rollBackConfiguration({ versionId: id, reason: '' });
    await expect(back).rejects.toHaveCode('configuration_version_not_found');
    const attempt = nodes.stranger.editConfiguration({ serverId: shared.id, inbounds: [], reason: '', asDraft: false });
    await expect(attempt).rejects.toHaveCode('server_not_found');
    await expect(nodes.reader.rollBackConfiguration({ versionId: id, reason: '' })).rejects.toMatchObject({
      kind: 'permission_denied',
    });
  });
});

describe('a configuration that is edited as a whole', () => {
  it('makes the inbounds exactly these, and keeps the secrets of those that stay', async () => {
    const kept = await nodes.given.inbound(serverId, vless());
    await nodes.given.inbound(serverId, { tag: 'goes', port: 1 });
    const { privateKey: _, ...open } = reality;
    const settingsJson = JSON.stringify({ flow: 'xtls-rprx-vision', realitySettings: open });
    const version = await edit([configured(), configured(vless({ port: 8443, settingsJson }))], {
      reason: 'all at once',
    });
    expect(version).toMatchObject({ cause: 'CONFIGURATION_CAUSE_EDITED', reason: 'all at once', isCurrent: true });
    expect(await tags()).toEqual(['front', 'socks']);
    const front = await nodes.operator.getInbound({ id: kept.id });
    expect(front).toMatchObject({ port: 8443, revision: 2n });
    expect(front.settingsJson).toContain(reality.privateKey);
  });

  it('is refused with every problem at its exact path', async () => {
    const broken = JSON.stringify({ realitySettings: { ...reality, shortIds: ['ab', 'no'] } });
    const attempt = edit([configured({ port: 70_000 }), configured(vless({ settingsJson: broken }))]);
    expect(await refusedPaths(attempt)).toEqual({
      'inbounds[0].port': 'too_big',
      'inbounds[0].lastPort': 'too_big',
      'inbounds[1].settings.realitySettings.shortIds[1]': 'invalid_format',
    });
    const clash = edit([configured(), configured({ tag: 'other' }), configured({ port: 2 })]);
    expect(await refusedPaths(clash)).toEqual({ 'inbounds[1].port': 'port_taken', 'inbounds[2].tag': 'taken' });
    expect(await versions()).toEqual([]);
  });

  it('is refused to an editor who comes late, with what differs between theirs and yours', async () => {
    const { id: base } = await edit([configured({ port: 1 })]);
    const { id: theirs } = await edit([configured({ port: 2 })], { expectedVersionId: base });
    const failure: unknown = await edit([configured({ port: 3 })], { expectedVersionId: base }).catch(
      (error: unknown) => error,
    );
    expect(failure).toHaveCode('configuration_conflict');
    const { facts } = failure as { facts: Record<string, string> };
    expect(facts).toMatchObject({ expectedVersionId: base, currentVersionId: theirs, more: '0' });
    expect(JSON.parse(facts['diff'] ?? '')).toContainEqual({
      path: 'inbounds[socks].port',
      before: 2,
      after: 3,
      isSecret: false,
    });
  });

  it('lets one of two through who edit the same version at once', async () => {
    const { id: base } = await edit([configured({ port: 1 })]);
    const attempts = [2, 3, 4, 5].map((port) => edit([configured({ port })], { expectedVersionId: base }));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of outcomes)
      if (each.status === 'rejected') expect(each.reason).toHaveCode('configuration_conflict');
  });

  it('changes nothing as a draft', async () => {
    await edit([configured({ port: 1 })]);
    const draft = await edit([configured({ port: 2 })], { asDraft: true });
    expect(draft).toMatchObject({ isDraft: true, isCurrent: false });
    expect((await versions()).find(({ isCurrent }) => isCurrent)?.number).toBe(2);
    expect((await nodes.operator.batchListInboundsOfServers({ serverIds: [serverId] })).inbounds[0]?.port).toBe(1);
  });
});

describe('going back', () => {
  it('has the server serve the earlier hash again, with the inbounds that groups know', async () => {
    const first = await nodes.given.inbound(serverId, vless());
    const second = await nodes.given.inbound(serverId, { tag: 'second', port: 2 });
    const wanted = (await versions())[0];
    const agent = new ObedientAgent((await nodes.enrolled(serverId)).agent, systemClock);
    const served = () => agent.serves?.hash;
    const before = await eventually(() => {
      expect(served()).toBeDefined();
      return served();
    });
    await nodes.operator.updateInbound({ id: first.id, tag: 'renamed', port: 8443 });
    await nodes.operator.deleteInbound({ id: second.id });
    const { privateValue: secretKey } = generators.wireguard();
    const settingsJson = JSON.stringify({ secretKey, addressPools: { ipv4: '10.9.0.0/24' } });
    await nodes.given.inbound(serverId, {
      tag: 'front',
      protocol: 'INBOUND_PROTOCOL_WIREGUARD',
      port: 9,
      settingsJson,
    });
    await eventually(() => served() !== before);
    const back = await nodes.operator.rollBackConfiguration({ versionId: wanted?.id ?? '', reason: 'worse' });
    expect(back).toMatchObject({
      ...{ hash: wanted?.hash, cause: 'CONFIGURATION_CAUSE_ROLLED_BACK', reason: 'worse' },
      ...{ isCurrent: true, sourceVersionId: wanted?.id },
    });
    const { inbounds } = await nodes.operator.batchListInboundsOfServers({ serverIds: [serverId] });
    expect(inbounds.map(({ id, tag }) => [id, tag])).toEqual([
      [first.id, 'front'],
      [second.id, 'second'],
    ]);
    await eventually(() => served() === before);
    agent.stop();
  });

  it('is refused when the version to leave is not there any more', async () => {
    const { id: first } = await edit([configured({ port: 1 })]);
    const { id: second } = await edit([configured({ port: 2 })]);
    await edit([configured({ port: 3 })]);
    const late = nodes.operator.rollBackConfiguration({ versionId: first, expectedVersionId: second, reason: '' });
    await expect(late).rejects.toHaveCode('configuration_conflict');
  });
});

describe('the engine', () => {
  /** An agent whose engine has these words for what it is asked about. */
  async function anEngine(problems: object[]) {
    const { agent } = await nodes.enrolled(serverId);
    agent.connect({ capabilities: ['validate'] });
    await agent.next('welcome');
    const answer = async () => {
      const { value } = await agent.next('validate');
      agent.send({ $case: 'validated', value: { id: value.id, engineVersion: '1.4.0', validation: { problems } } });
      return value.request;
    };
    return { agent, answer };
  }

  it('is asked before an inbound is accepted, and what it refuses is named at its field', async () => {
    const { answer } = await anEngine([
      { tag: '0', engine: '', code: 'invalid_config', message: 'invalid "serverNames": no such host' },
    ]);
    const asked = answer();
    expect(await refusedPaths(nodes.given.inbound(serverId, vless()))).toEqual({
      'settings.realitySettings.serverNames': 'engine_refused',
    });
    expect((await asked)?.inbounds.map(({ protocol }) => protocol)).toEqual(['vless']);
    expect(await tags()).toEqual([]);
    expect(await versions()).toEqual([]);
  });

  it('is named by the versions it has accepted', async () => {
    const { answer } = await anEngine([]);
    await Promise.all([answer(), nodes.given.inbound(serverId, vless())]);
    expect((await versions())[0]).toMatchObject({ validatedBy: '1.4.0' });
  });

  it('is that of the server’s own tenant, never of another', async () => {
    const { agent } = await anEngine([]);
    const theirs = await nodes.stranger.createServer(aServer());
    await nodes.stranger.createInbound(anInbound({ serverId: theirs.id }));
    expect(agent.received.filter(({ $case }) => $case === 'validate')).toEqual([]);
  });
});
