import { eventually } from '@vortex/testing';
import type { Leaks } from './leaks';
import type { Asker, Panel } from './panel';
import { type People, resellerSlug } from './people';
import type { Caller, Place } from './places';
import { label } from './label';

export type Row = Readonly<Record<string, string | undefined>>;
export type Noun = keyof Estate['makers'];

const text = (name: string, input: string, selection = '{ id }') =>
  `mutation ($input: ${input}!) { ${name}(input: $input) ${selection} }`;

/** Rows to try things on, in every place. A row serves until something was done to it. */
export class Estate {
  private readonly rows = new Map<string, Promise<Row>>();
  private port = 20_000;

  constructor(
    private readonly panel: Panel,
    private readonly people: People,
    private readonly leaks: Leaks,
  ) {}

  row(noun: Noun, place: Place): Promise<Row> {
    const key = `${noun} ${place}`;
    const known = this.rows.get(key) ?? this.make(noun, place);
    this.rows.set(key, known);
    return known;
  }

  /** It has been used up: the next to ask gets another. */
  spend(noun: Noun, place: Place): void {
    this.rows.delete(`${noun} ${place}`);
  }

  /** One of everything everywhere, so that no list is empty for want of rows. */
  async furnish(): Promise<void> {
    const platforms: readonly Noun[] = ['tenant', 'spareTenant', 'suspendedTenant', 'backup'];
    const nouns = (Object.keys(this.makers) as Noun[]).filter((noun) => !platforms.includes(noun));
    for (const place of ['customer', 'operator', 'reseller'] as const) {
      for (const noun of nouns) await this.row(noun, place);
    }
    await this.row('inbound', 'shared');
    await this.row('backup', 'operator');
  }

  /** A file that the caller has sent, if it may; else one of whoever runs its tenant. */
  async upload(by: Caller | Place): Promise<string> {
    const asker = typeof by === 'string' ? this.people.headOf(by) : by;
    const response = await this.panel.send(asker, '/files/uploads', `username\nimported-${label()}\n`);
    if (response.ok) return ((await response.json()) as { id: string }).id;
    return this.upload(typeof by === 'string' ? 'operator' : by.own);
  }

  private async make(noun: Noun, place: Place): Promise<Row> {
    const row = await this.makers[noun](place);
    // Tenants and backups are nobody's but the platform's.
    this.leaks.belongs(place, noun.endsWith('enant') || noun === 'backup' ? null : row);
    return row;
  }

  private readonly makers = {
    user: async (place: Place): Promise<Row> => {
      const group = await this.row('group', place);
      const accountId = place === 'customer' ? { accountId: this.people.customer.id } : {};
      const input = { username: `u-${label()}`, groupIds: [group['id']], ...accountId };
      const made = await this.create<{ id: string; tenantId: string }>(
        place,
        'createUser',
        'CreateUserInput',
        input,
        '{ id tenantId }',
      );
      return { ...made, username: input.username };
    },
    heldUser: async (place: Place): Promise<Row> => {
      const user = await this.makers.user(place);
      const hold = 'mutation ($id: ID!) { holdUser(id: $id, input: { validitySeconds: 60 }) { id } }';
      return this.panel.get(this.people.headOf(place), hold, user);
    },
    device: async (place: Place): Promise<Row> => {
      const { id } = await this.row('user', place);
      const add = 'mutation ($id: ID!) { addWireguardDevice(userId: $id, name: "phone") { id } }';
      return this.panel.get(this.people.headOf(place), add, { id });
    },
    /** Of a user that has used more than it may. */
    notification: async (place: Place): Promise<Row> => {
      const user = await this.makers.user(place);
      const limit = 'mutation ($id: ID!) { updateUser(id: $id, input: { limitBytes: "1" }) { id } }';
      const head = this.people.headOf(place);
      await this.panel.get(head, limit, { id: user['id'] });
      const server = await this.row('server', place === 'operator' ? 'operator' : 'shared');
      const inbound = await this.row('inbound', place === 'operator' ? 'operator' : 'shared');
      const bytes = { uplinkBytes: 500n, downlinkBytes: 500n, flowedAt: new Date() };
      const item = {
        userId: user['id'] ?? '',
        tenantId: user['tenantId'] ?? '',
        inboundId: inbound['id'] ?? '',
        ...bytes,
      };
      this.batch += 1n;
      await this.panel.recordUsage({ serverId: server['id'] ?? '', epoch: 1n, sequence: this.batch, items: [item] });
      const list = 'query ($id: ID!) { userNotifications(userId: $id) { id } }';
      const found = await firstOf(() => this.panel.get<Row[]>(head, list, { id: user['id'] }));
      return { ...found, userId: user['id'] };
    },
    group: async (place: Place): Promise<Row> => {
      const inbound = await this.row('inbound', place === 'customer' ? 'shared' : place);
      const input = { name: `g-${label()}`, inboundIds: [inbound['id']] };
      return this.create(place, 'createGroup', 'CreateGroupInput', input);
    },
    host: async (place: Place): Promise<Row> => {
      const inbound = await this.row('inbound', place);
      const input = { inboundId: inbound['id'], remark: 'front', addresses: ['front.example'] };
      return this.create(place, 'createHost', 'CreateHostInput', input);
    },
    linkTemplate: (place: Place): Promise<Row> => {
      const content = '{"outbounds":[{"type":"direct","tag":"direct"}]}';
      const input = { name: `t-${label()}`, format: 'SING_BOX', content };
      return this.create(place, 'createLinkTemplate', 'CreateLinkTemplateInput', input);
    },
    server: async (place: Place): Promise<Row> => {
      const name = `s-${label()}`;
      const input = { name, state: 'ACTIVE', shared: place === 'shared', failover: { group: name } };
      const selection = '{ id tenantId }';
      const made = await this.create<{ id: string }>(place, 'createServer', 'CreateServerInput', input, selection);
      await eventually(() => this.isFollowed(place, made.id));
      return { ...made, name };
    },
    inbound: async (place: Place): Promise<Row> => {
      const server = await this.row('server', place);
      const key = 'mutation { generateKeys(kind: REALITY) { privateValue } }';
      const { privateValue: privateKey } = await this.panel.get<{ privateValue: string }>(this.people.owner, key);
      this.leaks.keepSecret(place, privateKey);
      const reality = { target: 'www.example.com:443', serverNames: ['www.example.com'], shortIds: ['ab'], privateKey };
      const settings = { realitySettings: reality };
      this.port += 1;
      const kind = { protocol: 'VLESS', security: 'REALITY', settings, shared: place === 'shared' };
      const input = { serverId: server['id'], tag: `i-${label()}`, port: this.port, ...kind };
      const made = await this.create(place, 'createInbound', 'CreateInboundInput', input);
      await eventually(() => this.isKnown(place, made['id']));
      return { ...made, serverId: server['id'] };
    },
    incident: async (place: Place): Promise<Row> => {
      const { id: serverId = '', tenantId = '' } = await this.makers.server(place);
      await this.panel.skewClock(serverId, tenantId);
      const list = 'query ($ids: [ID!]!) { incidents(filter: { serverIds: $ids }) { nodes { id } } }';
      const head = this.ownerAt(place);
      const nodes = () =>
        this.panel.get<{ nodes: Row[] }>(head, list, { ids: [serverId] }).then((found) => found.nodes);
      return { ...(await firstOf(nodes)), serverId };
    },
    /** A version that its server has left again, and the one it has now. */
    configuration: async (place: Place): Promise<Row> => {
      const head = this.ownerAt(place);
      const server = await this.makers.server(place);
      const edit = `mutation ($id: ID!, $input: EditConfigurationInput!) {
        editConfiguration(serverId: $id, input: $input) { id tenantId } }`;
      const versions: Row[] = [];
      for (const port of [1, 2]) {
        const input = { inbounds: [{ tag: 'door', protocol: 'SOCKS', port }] };
        versions.push(await this.panel.get<Row>(head, edit, { id: server['id'], input }));
      }
      const [left, now] = versions;
      return { ...left, currentId: now?.['id'], serverId: server['id'] };
    },
    /** Paused, for nobody hears of its server. */
    rollout: async (place: Place): Promise<Row> => {
      const head = this.ownerAt(place);
      const { id: versionId, serverId } = await this.makers.configuration(place);
      const input = { versionId, serverIds: [serverId] };
      const { id } = await this.create(place, 'startRollout', 'StartRolloutInput', input);
      return this.panel.get<Row>(head, 'mutation ($id: ID!) { pauseRollout(id: $id) { id tenantId } }', { id });
    },
    /** Done, and to be undone. */
    job: async (place: Place): Promise<Row> => {
      const user = await this.makers.user(place);
      const disable = `mutation ($filter: UserFilter!) { setUsersEnabled(filter: $filter, enabled: false) { job { id } } }`;
      const head = this.people.headOf(place);
      const { job } = await this.panel.get<{ job: Row }>(head, disable, { filter: { ids: [user['id']] } });
      const state = 'query ($id: ID!) { job(id: $id) { state } }';
      await eventually(async () => (await this.panel.get<Row>(head, state, job))['state'] === 'DONE');
      return job;
    },
    account: async (place: Place): Promise<Row> => {
      const tenant = place === 'reseller' ? { tenant: resellerSlug } : {};
      return { ...(await this.people.createAccount(this.people.headOf(place), 'customer')), ...tenant };
    },
    session: async (place: Place): Promise<Row> => {
      const account = await this.makers.account(place);
      this.leaks.belongs(place, account['id']);
      const { refreshToken } = await this.people.signIn(account['username'] ?? '', account['tenant']);
      const list = 'query ($id: ID!) { sessions(accountId: $id) { nodes { id } } }';
      const { nodes } = await this.panel.get<{ nodes: Row[] }>(this.people.headOf(place), list, { id: account['id'] });
      return { id: nodes[0]?.['id'] ?? '', accountId: account['id'] ?? '', refreshToken };
    },
    apiToken: async (place: Place): Promise<Row> => {
      const account = await this.people.createAccount(this.people.headOf(place), 'integrator');
      const { id } = await this.people.createToken(this.people.headOf(place), account.id, ['core.user.read']);
      return { id, accountId: account.id };
    },
    role: (place: Place): Promise<Row> => {
      const input = { name: `r-${label()}`, permissions: ['core.user.read'] };
      return this.create(place, 'createRole', 'CreateRoleInput', input);
    },
    tenant: async (place: Place): Promise<Row> => ({
      id: place === 'reseller' ? this.people.resellerId : this.people.operatorId,
    }),
    /** The operator's own, which nobody can do away with; or one that nobody will miss. */
    spareTenant: async (place: Place): Promise<Row> => {
      if (place !== 'reseller') return this.makers.tenant(place);
      const input = { slug: `t-${label()}`, name: 'Spare', ownerUsername: 'spare-head' };
      const made = '{ tenant { id } }';
      return (await this.create<{ tenant: Row }>('operator', 'createTenant', 'CreateTenantInput', input, made)).tenant;
    },
    suspendedTenant: async (place: Place): Promise<Row> => {
      const tenant = await this.makers.spareTenant(place);
      const suspend = 'mutation ($id: ID!) { suspendTenant(id: $id) { id } }';
      if (place === 'reseller') await this.panel.get(this.people.owner, suspend, tenant);
      return tenant;
    },
    backup: (): Promise<Row> => this.panel.get(this.people.owner, 'mutation { backupDatabase { id fileName } }'),
  };

  private batch = 0n;

  private create<T = Row>(place: Place, name: string, input: string, value: object, selection?: string): Promise<T> {
    // Of the reseller's tenant only the operator makes machines and roles.
    const byOwner = ['createServer', 'createInbound', 'startRollout', 'createRole'].includes(name);
    const asker = byOwner ? this.ownerAt(place) : this.people.headOf(place);
    return this.panel.get(asker, text(name, input, selection), { input: value });
  }

  private ownerAt(place: Place): Asker {
    return place === 'reseller' ? this.people.acting : this.people.headOf(place);
  }

  /** Whether core has heard of an inbound, so that groups and hosts may name it. */
  private async isKnown(place: Place, id: string | undefined): Promise<boolean> {
    const head = this.people.headOf(place);
    const input = { name: `k-${label()}`, inboundIds: [id] };
    const { data } = await this.panel.ask(head, text('createGroup', 'CreateGroupInput'), { input });
    const group = data?.['createGroup'];
    if (group) await this.panel.get(head, 'mutation ($id: ID!) { deleteGroup(id: $id) }', Object(group) as object);
    return Boolean(group);
  }

  /** Whether core has heard of a server, so that it can be watched. */
  private async isFollowed(place: Place, id: string): Promise<boolean> {
    const watch = 'subscription ($id: ID!) { serverStatus(serverId: $id) { cursor } }';
    return (await this.panel.follow(this.people.headOf(place), watch, { id })).errors === undefined;
  }
}

/** The first of a list, once there is one. */
function firstOf(list: () => Promise<readonly Row[]>): Promise<Row> {
  return eventually(async () => {
    const [first] = await list();
    if (!first) throw new Error('nothing yet');
    return first;
  });
}
