import { newId } from '@vortex/kit';
import type { Arrangement, Given } from '../arrangement';
import { label } from '../label';
import { ownerPassword } from '../panel';

const id = ({ row }: Given) => ({ id: row['id'] });

export const platform: Arrangement = {
  'Query.auditLog, all': { variables: () => ({ page: { first: 200 } }) },
  'Query.auditLog, of a user': { on: 'user', variables: ({ row }) => ({ filter: { subjectId: row['id'] } }) },
  'Query.tenants': {},
  'Query.tenant': { on: 'tenant', variables: id },
  'Mutation.createTenant': {
    variables: () => ({ input: { slug: `t-${label()}`, name: 'New', ownerUsername: 'new-head' } }),
  },
  'Mutation.updateTenant': { on: 'tenant', variables: (given) => ({ ...id(given), input: { zone: 'UTC' } }) },
  'Mutation.suspendTenant': { on: 'spareTenant', variables: id, spends: true },
  'Mutation.resumeTenant': { on: 'suspendedTenant', variables: id, spends: true },
  'Mutation.deleteTenant': { on: 'suspendedTenant', variables: id, spends: true },
  'Query.healthCheck': {},
  'Query.systemStatus': {},
  'Subscription.systemMetrics': {},
  'Query.backups': {},
  'Query.backup': { on: 'backup', at: ['operator'], variables: id },
  'Mutation.backupDatabase': {},
  'Mutation.deleteBackup': { on: 'backup', at: ['operator'], variables: id, spends: true },
  'Mutation.checkBackup': { on: 'backup', at: ['operator'], variables: (given) => ({ input: id(given) }) },
  'Mutation.restoreBackup': {
    on: 'backup',
    at: ['operator'],
    variables: ({ row }) => {
      const word = { confirmation: row['fileName'], password: ownerPassword };
      return { input: { id: row['id'], ...word, requestId: newId() } };
    },
  },
  // Once there is one.
  'Query.lastRestore': {},
  'Mutation.restartService': { variables: () => ({ service: 'BACKUP' }) },
};
