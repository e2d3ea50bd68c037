import type { Arrangement, Given } from '../arrangement';
import { label } from '../label';

const id = ({ row }: Given) => ({ id: row['id'] });
/** What a tenth of the users costs to show would be more than a customer may ask for. */
const selection = '{ matched sample { id tenantId groups { id } devices { id } } job { id } }';
const filter = ({ row }: Given) => ({ filter: { ids: [row['id']] } });

/** A file of the caller's own, and one of the other tenant. */
const upload = ({ place, caller, estate }: Given) => estate.upload(place === caller.own ? caller : place);

export const bulk: Arrangement = {
  'Query.job': { on: 'job', variables: id },
  'Query.jobs': {},
  'Mutation.createUsers': { variables: () => ({ input: { pattern: `b-${label()}-{n}`, count: 1 } }) },
  'Mutation.extendUsers': {
    on: 'user',
    selection,
    variables: (given) => ({ ...filter(given), input: { bytes: '1' } }),
  },
  'Mutation.resetUsersUsage': { on: 'user', selection, variables: filter },
  'Mutation.moveUsers': {
    on: 'user',
    selection,
    variables: (given) => ({ ...filter(given), input: { set: [] } }),
    spends: true,
  },
  'Mutation.moveUsers, to a group': {
    on: 'group',
    variables: ({ row }) => ({ filter: { search: 'nobody' }, input: { add: [row['id']] }, dryRun: true }),
    selection: '{ sample { id } }',
  },
  'Mutation.setUsersEnabled': { on: 'user', selection, variables: (given) => ({ ...filter(given), enabled: true }) },
  'Mutation.deleteUsers': { on: 'user', selection, variables: filter, spends: true },
  'Mutation.undoJob': { on: 'job', variables: id, spends: true },
  'Mutation.cancelJob': { on: 'job', variables: id },
  'Mutation.exportUsers': { on: 'user', variables: filter },
  'Mutation.importUsers': { on: 'user', variables: async (given) => ({ uploadId: await upload(given) }) },
  'Subscription.jobProgress': { on: 'job', variables: id },
};
