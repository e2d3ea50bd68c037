import type { Arrangement, Given } from '../arrangement';
import { label } from '../label';

const id = ({ row }: Given) => ({ id: row['id'] });
const inbounds = '{ id tenantId shared inbounds { id tenantId shared settings groups { id tenantId } } }';
const port = () => 30_000 + Math.floor(Math.random() * 30_000);

export const machines: Arrangement = {
  'Query.groups': {},
  'Query.group': { on: 'group', variables: id },
  'Query.group, with inbounds': {
    on: 'group',
    variables: id,
    selection: '{ id inbounds { id tenantId shared settings } }',
  },
  'Mutation.createGroup': { variables: () => ({ input: { name: label() } }) },
  'Mutation.createGroup, with an inbound': {
    on: 'inbound',
    variables: ({ row }) => ({ input: { name: label(), inboundIds: [row['id']] } }),
  },
  'Mutation.updateGroup': { on: 'group', variables: (given) => ({ ...id(given), input: { name: label() } }) },
  'Mutation.deleteGroup': { on: 'group', variables: id, spends: true },
  'Query.hosts': {},
  'Query.host': { on: 'host', variables: id },
  'Mutation.createHost': {
    on: 'inbound',
    variables: ({ row }) => ({ input: { inboundId: row['id'], remark: 'new', addresses: ['new.example'] } }),
  },
  'Mutation.updateHost': { on: 'host', variables: (given) => ({ ...id(given), input: { remark: 'changed' } }) },
  'Mutation.deleteHost': { on: 'host', variables: id, spends: true },
  'Mutation.reorderHosts': { on: 'host', variables: ({ row }) => ({ ids: [row['id']] }) },
  'Query.servers': {},
  'Query.servers, with inbounds': { selection: inbounds },
  'Query.serversConnection': {},
  'Query.server': { on: 'server', variables: id },
  'Query.server, shared': { on: 'server', at: ['shared'], variables: id },
  'Query.server, with inbounds': { on: 'server', variables: id, selection: inbounds },
  'Mutation.createServer': { variables: () => ({ input: { name: label() } }) },
  'Mutation.createServer, shared': { variables: () => ({ input: { name: label(), shared: true } }) },
  'Mutation.updateServer': { on: 'server', variables: (given) => ({ ...id(given), input: { note: label() } }) },
  'Mutation.updateServer, shared': {
    on: 'server',
    at: ['shared'],
    variables: (given) => ({ ...id(given), input: { note: label() } }),
  },
  'Query.failoverGroups': {},
  'Mutation.updateFailoverGroup': {
    on: 'server',
    variables: ({ row }) => ({ name: row['name'], shownServers: 2 + Math.floor(Math.random() * 90) }),
  },
  'Query.incidents': {},
  'Query.incidents, of a server': {
    on: 'incident',
    variables: ({ row }) => ({ filter: { serverIds: [row['serverId']] } }),
  },
  'Mutation.acknowledgeIncident': { on: 'incident', variables: id, spends: true },
  'Mutation.drainServer': { on: 'server', variables: id, spends: true },
  'Mutation.createEnrolmentToken': { on: 'server', variables: ({ row }) => ({ serverId: row['id'] }) },
  'Mutation.revokeMachine': { on: 'server', variables: ({ row }) => ({ serverId: row['id'] }) },
  'Mutation.writeOffMachine': { on: 'server', variables: ({ row }) => ({ serverId: row['id'] }) },
  'Mutation.deleteServer': { on: 'server', variables: id, spends: true },
  'Subscription.serverStatus': { on: 'server', variables: ({ row }) => ({ serverId: row['id'] }) },
  'Subscription.serverStatus, shared': {
    on: 'server',
    at: ['shared'],
    variables: ({ row }) => ({ serverId: row['id'] }),
  },
  'Subscription.serverMachine': { on: 'server', variables: ({ row }) => ({ serverId: row['id'] }) },
  'Query.serverTraffic': {
    on: 'server',
    variables: ({ row }) => ({ serverId: row['id'], period: { last: 'LAST_24_HOURS' } }),
  },
  'Query.serverLogs': { on: 'server', variables: ({ row }) => ({ serverId: row['id'] }) },
  'Query.serverLogs, shared': { on: 'server', at: ['shared'], variables: ({ row }) => ({ serverId: row['id'] }) },
  'Query.serverLiveSessions': { on: 'server', variables: ({ row }) => ({ serverId: row['id'] }) },
  'Query.serverLiveSessions, shared': {
    on: 'server',
    at: ['shared'],
    variables: ({ row }) => ({ serverId: row['id'] }),
  },
  'Query.userLiveSessions': { on: 'user', variables: ({ row }) => ({ userId: row['id'] }) },
  'Mutation.killSessions': { on: 'user', variables: ({ row }) => ({ userId: row['id'] }) },
  'Mutation.killSession': {
    on: 'user',
    variables: async ({ row, place, estate }) => {
      const server = await estate.row('server', place);
      return { userId: row['id'], serverId: server['id'], sessionId: '1' };
    },
  },
  'Query.inbounds': {},
  'Query.inbounds, with server and groups': {
    selection: '{ nodes { id tenantId shared settings server { id tenantId shared } groups { id tenantId } } }',
  },
  'Query.inbounds, of a server': {
    on: 'inbound',
    variables: ({ row }) => ({ filter: { serverIds: [row['serverId']] } }),
  },
  'Query.inbound': { on: 'inbound', variables: id },
  'Query.inbound, shared': { on: 'inbound', at: ['shared'], variables: id },
  'Query.inboundSchemas': {},
  'Mutation.createInbound': {
    on: 'server',
    variables: ({ row }) => ({ input: { serverId: row['id'], tag: label(), protocol: 'SOCKS', port: port() } }),
    spends: true,
  },
  'Mutation.updateInbound': { on: 'inbound', variables: (given) => ({ ...id(given), input: { tag: label() } }) },
  'Mutation.deleteInbound': { on: 'inbound', variables: id, spends: true },
  'Mutation.generateKeys': { variables: () => ({ kind: 'UUID' }) },
  'Mutation.checkRealityTarget': { variables: () => ({ target: '127.0.0.1:443' }) },
};
