import type { Arrangement, Given } from '../arrangement';

const id = ({ row }: Given) => ({ id: row['id'] });
const serverId = ({ row }: Given) => ({ serverId: row['serverId'] });
const edited = { inbounds: [{ tag: 'door', protocol: 'SOCKS', port: 3 }] };

export const configurations: Arrangement = {
  'Query.configurationVersions': { on: 'configuration', variables: serverId },
  'Query.configurationVersions, of a shared server': {
    on: 'inbound',
    at: ['shared'],
    variables: serverId,
  },
  'Query.configurationVersion': { on: 'configuration', variables: id },
  'Query.configurationVersion, with server': {
    on: 'configuration',
    variables: id,
    selection: '{ id tenantId server { id tenantId shared } }',
  },
  'Query.configurationDiff': {
    on: 'configuration',
    variables: ({ row }) => ({ fromId: row['id'], toId: row['currentId'] }),
  },
  'Mutation.editConfiguration': {
    on: 'configuration',
    variables: (given) => ({ ...serverId(given), input: edited }),
    spends: true,
  },
  'Mutation.rollBackConfiguration': {
    on: 'configuration',
    variables: ({ row }) => ({ versionId: row['id'] }),
    spends: true,
  },
  'Query.rollouts': {},
  'Query.rollout': { on: 'rollout', variables: id },
  'Query.rollout, with servers': {
    on: 'rollout',
    variables: id,
    selection: '{ id tenantId servers { server { id tenantId shared } } }',
  },
  'Mutation.startRollout': {
    on: 'configuration',
    variables: ({ row }) => ({ input: { versionId: row['id'], serverIds: [row['serverId']] } }),
    spends: true,
  },
  'Mutation.pauseRollout': { on: 'rollout', variables: id },
  'Mutation.resumeRollout': { on: 'rollout', variables: id, spends: true },
  'Mutation.abortRollout': { on: 'rollout', variables: (given) => ({ ...id(given), keep: true }), spends: true },
  'Subscription.rolloutChanged': { on: 'rollout', variables: id },
};
