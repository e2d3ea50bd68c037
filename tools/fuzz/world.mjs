import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { People } from './people.mjs';

const createTenant =
  'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id } owner { id } } }';
const createServer = 'mutation ($input: CreateServerInput!) { createServer(input: $input) { id } }';
const createInbound = 'mutation ($input: CreateInboundInput!) { createInbound(input: $input) { id } }';
const createGroup = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
const createHost = 'mutation ($input: CreateHostInput!) { createHost(input: $input) { id } }';
const createUser = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id devices { id } } }';
const resume = 'mutation ($id: ID!) { resumeTenant(id: $id) { id } }';
/** Kinds whose rows nobody of another tenant may ever see; what is shared or named in the operator's audit is not. */
const closed = new Set(['User', 'Group', 'Host', 'Device', 'Job']);
const mostOfAKind = 60;

/** Three tenants with rows that can be recognised, and everything that is known of them. */
export class World {
  /** @type {Record<string, { name: string, slug?: string, id: string, marker: string, rows: Map<string, string[]> }>} */
  places = {};
  cursors = [];
  #said = {};

  constructor(url) {
    this.people = new People(url);
  }

  async plant() {
    await this.#plantOperator();
    for (const name of ['north', 'south']) await this.#plantTenant(name);
  }

  async #plantOperator() {
    const { me } = await this.people.asKeeper('{ me { tenantId } }');
    this.places.operator = this.#place('operator', me.tenantId);
    await this.#plantRows(this.places.operator);
  }

  async #plantTenant(name) {
    const slug = `${name}-${randomBytes(3).toString('hex')}`;
    const input = { slug, name, ownerUsername: 'owner' };
    const { createTenant: made } = await this.people.asKeeper(createTenant, { input });
    this.places[name] = { ...this.#place(name, made.tenant.id), slug };
    this.learn(name, 'Account', made.owner.id);
    await this.#plantRows(this.places[name]);
  }

  #place(name, id) {
    return { name, id, marker: `planted${randomBytes(5).toString('hex')}`, rows: new Map([['Tenant', [id]]]) };
  }

  async #plantRows(place) {
    const { name, marker, slug } = place;
    const make = async (kind, query, input) => {
      const made = Object.values(await this.people.asKeeper(query, { input }, slug))[0];
      this.learn(name, kind, made.id);
      return made;
    };
    const server = await make('Server', createServer, { name: marker, state: 'ACTIVE' });
    const inbound = { serverId: server.id, tag: marker, protocol: 'SOCKS', port: 1080 };
    const { id: inboundId } = await make('Inbound', createInbound, inbound);
    // Events tell core of the inbound, and take their time.
    const group = await patiently(() => make('Group', createGroup, { name: marker, inboundIds: [inboundId] }));
    for (const nth of [1, 2, 3]) {
      const input = { username: `${marker}${nth}`, note: marker, tags: [marker], groupIds: [group.id] };
      const user = await make('User', createUser, input);
      this.learn(name, 'Device', user.devices[0].id);
    }
    await make('Host', createHost, { inboundId, remark: marker, addresses: ['192.0.2.1'] });
  }

  learn(place, kind, id) {
    const { rows } = this.places[place];
    const known = rows.get(kind) ?? [];
    if (known.includes(id)) return;
    rows.set(kind, [...known, id].slice(-mostOfAKind));
  }

  /** Brings back what a run has taken away; whoever was signed out signs in again when next needed. */
  async repair(name) {
    if (name === 'operator') return;
    const { id } = this.places[name];
    const resumed = await this.people.asKeeper(resume, { id }).then(
      () => true,
      () => false,
    );
    if (!resumed) await this.#plantTenant(name);
  }

  /** Makes stand-ins real, as the caller of `home` means them. */
  resolverFor(home) {
    const real = (value) => {
      if (Array.isArray(value)) return value.map(real);
      if (value === null || typeof value !== 'object') return value;
      if (value.$id) return this.#idOf(value.$id, home);
      if (value.$cursor) return this.#cursorOf(value.$cursor);
      if (value.$many) return Array(value.$many.count).fill(real(value.$many.one));
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, real(item)]));
    };
    return real;
  }

  #idOf({ whose, kind, nth }, home) {
    const rows = this.places[whose === 'own' ? home : whose].rows.get(kind) ?? [];
    return rows[nth % rows.length] ?? '0199a5e0-0000-7000-8000-000000000000';
  }

  #cursorOf({ nth, flip, cut }) {
    let text = this.cursors[nth % this.cursors.length] ?? 'bm9uZQ';
    if (flip !== null) text = text.slice(0, flip) + (text[flip] === 'A' ? 'B' : 'A') + text.slice(flip + 1);
    return cut === null ? text : text.slice(0, cut);
  }

  /** What must not stand in an answer for somebody of `name`, and what of it they have said themselves by now. */
  hear(name, sent) {
    const hidden = this.#hiddenFrom(name);
    const said = (this.#said[name] ??= new Set());
    for (const secret of hidden) if (sent.includes(secret)) said.add(secret);
    return { hidden, said };
  }

  #hiddenFrom(name) {
    return Object.values(this.places)
      .filter((place) => place.name !== name)
      .flatMap((place) => [place.marker, ...[...place.rows].flatMap(([kind, ids]) => (closed.has(kind) ? ids : []))]);
  }
}

async function patiently(attempt) {
  for (let left = 50; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await pause(100);
    }
  }
}
