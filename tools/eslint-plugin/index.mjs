// The house rules of docs/architecture.md that a linter can hold.
import environmentInConfigOnly from './rules/environment-in-config-only.mjs';
import fileName from './rules/file-name.mjs';
import noRpcInTransaction from './rules/no-rpc-in-transaction.mjs';
import prismaInRepositoryOnly from './rules/prisma-in-repository-only.mjs';
import resolverPermission from './rules/resolver-permission.mjs';

export default {
  meta: { name: 'vortex' },
  rules: {
    'environment-in-config-only': environmentInConfigOnly,
    'file-name': fileName,
    'no-rpc-in-transaction': noRpcInTransaction,
    'prisma-in-repository-only': prismaInRepositoryOnly,
    'resolver-permission': resolverPermission,
  },
};
