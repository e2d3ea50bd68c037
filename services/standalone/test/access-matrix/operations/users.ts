import type { Arrangement, Given } from '../arrangement';
import { label } from '../label';

const id = ({ row }: Given) => ({ id: row['id'] });
const newest = [{ field: 'CREATED_AT', direction: 'DESC' }];

export const users: Arrangement = {
  'Query.users, all': { variables: () => ({ sort: newest }) },
  'Query.users, by id': { on: 'user', variables: ({ row }) => ({ filter: { ids: [row['id']] } }) },
  'Query.users, search': { on: 'user', variables: ({ row }) => ({ filter: { search: row['username'] } }) },
  'Query.users, of rows alone': {
    on: 'user',
    variables: ({ row }) => ({ filter: { ids: [row['id']] } }),
    selection: '{ nodes { id tenantId username groups { id tenantId name } } }',
  },
  'Query.users, links': { selection: '{ nodes { id subscriptionLink { token } } }' },
  'Query.users, credentials': {
    selection: '{ nodes { id devices { id credentials { vlessId } } } }',
  },
  'Query.user': { on: 'user', variables: id },
  'Query.user, link': { on: 'user', variables: id, selection: '{ subscriptionLink { token } }' },
  'Query.user, credentials': { on: 'user', variables: id, selection: '{ devices { credentials { vlessId } } }' },
  'Query.user, inbounds of groups': {
    on: 'user',
    variables: id,
    selection: '{ groups { id inbounds { id tenantId shared } } }',
  },
  'Query.userNotifications': { on: 'notification', variables: ({ row }) => ({ userId: row['userId'] }) },
  'Query.userNotificationsConnection': {
    on: 'notification',
    variables: ({ row }) => ({ userId: row['userId'] }),
  },
  'Query.trafficStats, all': { variables: () => ({ period: { last: 'LAST_24_HOURS' } }) },
  'Query.trafficStats, servers': {
    variables: () => ({ period: { last: 'LAST_24_HOURS' } }),
    selection: '{ topServers { serverId server { id tenantId shared } } }',
  },
  'Query.trafficStats, of a user': {
    on: 'user',
    variables: ({ row }) => ({ userId: row['id'], period: { last: 'LAST_24_HOURS' } }),
  },
  'Query.analytics': { variables: () => ({ period: { last: 'LAST_24_HOURS' } }) },
  'Query.analytics, inbounds': {
    variables: () => ({ period: { last: 'LAST_24_HOURS' } }),
    selection: '{ topInbounds { inboundId inbound { id tenantId shared settings } } }',
  },
  'Mutation.createUser': { variables: () => ({ input: { username: `new-${label()}` } }) },
  'Mutation.createUser, in a group': {
    on: 'group',
    variables: ({ row }) => ({ input: { username: `new-${label()}`, groupIds: [row['id']] } }),
  },
  'Mutation.createUser, of an account': {
    on: 'account',
    variables: ({ row }) => ({ input: { username: `new-${label()}`, accountId: row['id'] } }),
  },
  'Mutation.updateUser': { on: 'user', variables: (given) => ({ ...id(given), input: { note: label() } }) },
  'Mutation.deleteUser': { on: 'user', variables: id, spends: true },
  'Mutation.enableUser': { on: 'user', variables: id },
  'Mutation.disableUser': { on: 'user', variables: id, spends: true },
  'Mutation.resetUserUsage': { on: 'user', variables: id },
  'Mutation.startUser': { on: 'heldUser', variables: id, spends: true },
  'Mutation.holdUser': {
    on: 'user',
    variables: (given) => ({ ...id(given), input: { validitySeconds: 60 } }),
    spends: true,
  },
  'Mutation.rotateSubscriptionLink': { on: 'user', variables: id },
  'Mutation.rotateCredentials': { on: 'user', variables: id },
  'Mutation.addWireguardDevice': {
    on: 'user',
    variables: ({ row }) => ({ userId: row['id'], name: 'x' }),
    spends: true,
  },
  'Mutation.renameDevice': { on: 'device', variables: (given) => ({ ...id(given), name: 'renamed' }) },
  'Mutation.revokeDevice': { on: 'device', variables: id, spends: true },
  'Mutation.restoreDevice': { on: 'device', variables: id },
  'Mutation.deleteDevice': { on: 'device', variables: id, spends: true },
  'Mutation.rotateDeviceCredentials': { on: 'device', variables: id },
  'Mutation.markNotificationsRead': {
    on: 'notification',
    variables: ({ row }) => ({ userId: row['userId'], ids: [row['id']] }),
    spends: true,
  },
  'Subscription.userTraffic': { on: 'user', variables: ({ row }) => ({ userId: row['id'] }) },
  'Subscription.notifications': {
    on: 'notification',
    variables: ({ row }) => ({ userId: row['userId'], after: '00000000-0000-0000-0000-000000000000' }),
  },
};
