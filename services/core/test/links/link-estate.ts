import { Database } from '@vortex/database';
import { newId, tenantId as asTenant } from '@vortex/kit';
import { request } from 'node:http';
import { ProjectedInbounds } from '../../src/inbounds/projected-inbounds.repository';
import { InboundViewRepository } from '../../src/link-entries/inbound-view.repository';
import { ProjectedServers } from '../../src/servers/projected-servers.repository';
import { LinkStateRepository } from '../../src/subscription-links/link-state.repository';
import { accessToken } from '../access-tokens';
import type { RunningCore } from '../start-core';
import { sampleInbounds } from './sample-inbounds';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly bytes: Buffer;
}

export interface LinkUser {
  readonly id: string;
  readonly token: string;
  readonly url: string;
}

export type LinkEstate = Awaited<ReturnType<typeof linkEstate>>;

/** A tenant with a server that serves every kind of inbound, and a group whose users get them all. */
export async function linkEstate(core: RunningCore) {
  const tenant = asTenant(newId());
  const owner = accessToken({ tenantId: tenant, lifetimeMs: 600_000 });
  const server = { id: newId(), tenantId: tenant, name: 'Amsterdam 1', state: 'ACTIVE', shared: false };
  const placed = { ...server, country: 'NL', city: 'Amsterdam', addresses: ['203.0.113.7'], revision: 1n };
  await core.get(ProjectedServers).store(placed);
  const inbounds = sampleInbounds(tenant, server.id).map((inbound) => ({ ...inbound, id: newId() }));
  for (const { view, ...inbound } of inbounds) {
    await core.get(ProjectedInbounds).store(inbound);
    await core.get(InboundViewRepository).store(inbound.id, 1n, view);
  }
  const ask = async (query: string, variables: object = {}, token = owner) => {
    const { data, errors } = await core.ask(query, { token, variables });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return (data ?? {}) as Record<string, Record<string, unknown>>;
  };
  const create = 'mutation ($input: CreateGroupInput!) { made: createGroup(input: $input) { id } }';
  const group = { name: 'all', isDefault: true, inboundIds: inbounds.map(({ id }) => id) };
  const groupId = (await ask(create, { input: group }))['made']?.['id'] as string;
  return {
    ...{ tenant, owner, server: placed, inbounds, groupId, ask },
    /** With nothing but a name, unless more is said. */
    async user(input: object = {}): Promise<LinkUser> {
      const made = await ask(
        'mutation ($input: CreateUserInput!) { made: createUser(input: $input) { id subscriptionLink { token url } } }',
        { input: { username: `user-${newId()}`, ...input } },
      );
      const { id, subscriptionLink } = made['made'] as { id: string; subscriptionLink: { token: string; url: string } };
      return { id, ...subscriptionLink };
    },
    /** As nodes would: the fifth address of each tunnel. */
    async withTunnels(user: LinkUser): Promise<void> {
      const rows = await core
        .get(Database)
        .sql.query<{ id: string }>('SELECT id FROM device WHERE user_id = $1', [user.id]);
      const tunnels = inbounds.filter(({ protocol }) => protocol === 'WIREGUARD');
      const numbers = rows.flatMap(({ id: deviceId }) =>
        tunnels.map(({ id: inboundId }) => ({ inboundId, deviceId, number: 5n })),
      );
      await core.get(LinkStateRepository).storeTunnelNumbers(numbers);
    },
    fetch: (token: string, headers: Record<string, string> = {}, rest = '', options: Sent = {}) =>
      fetchLink(core, `/sub/${token}${rest}`, headers, options),
  };
}

interface Sent {
  readonly method?: string;
  readonly body?: string;
}

export function fetchLink(
  core: RunningCore,
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', body = '' }: Sent = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(new URL(path, core.url), { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString('utf8'), bytes });
      });
    })
      .on('error', reject)
      .end(body);
  });
}

/** The lines of a list of share links. */
export function linksIn({ body }: Answer): string[] {
  return Buffer.from(body, 'base64').toString('utf8').trim().split('\n');
}
