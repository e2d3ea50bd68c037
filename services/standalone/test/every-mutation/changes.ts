import type { Given } from '../access-matrix/arrangement';
import { label } from '../access-matrix/label';
import type { Asker, Panel } from '../access-matrix/panel';
import type { Place } from '../access-matrix/places';

/** What the walk of the access matrix leaves to chance: that there is something to change. */
export interface Change {
  readonly at?: Place;
  /** Before it is asked, by whoever asks. */
  readonly first?: (panel: Panel, by: Asker, given: Given) => Promise<unknown>;
  readonly variables?: (given: Given) => object;
  /** Instead of all there is to select. */
  readonly selection?: string;
}

const ofRow = (text: string) => (panel: Panel, by: Asker, given: Given) =>
  panel.get(by, `mutation ($id: ID!) { ${text} { id } }`, { id: given.row['id'] });
const id = ({ row }: Given) => ({ id: row['id'] });
const filter = ({ row }: Given) => ({ filter: { ids: [row['id']] } });
/** Long enough to be stopped while it is at it. */
const many = 30_000;

/** What a job is doing meanwhile is not in it. */
const ofBulk = '{ matched sample { id tenantId } job { id } }';

let queued = '';

export const changes: Readonly<Record<string, Change>> = {
  enableUser: { first: ofRow('disableUser(id: $id)') },
  restoreDevice: { first: ofRow('revokeDevice(id: $id)') },
  renameDevice: { variables: (given) => ({ ...id(given), name: label() }) },
  setUsersEnabled: { variables: (given) => ({ ...filter(given), enabled: false }) },
  extendUsers: {
    first: ofRow('updateUser(id: $id, input: { limitBytes: "1" })'),
    variables: (given) => ({ ...filter(given), input: { bytes: '1' } }),
  },
  moveUsers: { selection: ofBulk },
  deleteUsers: { selection: ofBulk },
  reorderHosts: {
    // One before it, for it to overtake.
    first: async (panel, by, { row, estate }) => {
      const inbound = await estate.row('inbound', 'operator');
      const input = { inboundId: inbound['id'], remark: 'late', addresses: ['late.example'] };
      const make = 'mutation ($input: CreateHostInput!) { createHost(input: $input) { id } }';
      const { id: late } = await panel.get<{ id: string }>(by, make, { input });
      await panel.get(by, 'mutation ($ids: [ID!]!) { reorderHosts(ids: $ids) { id } }', { ids: [late, row['id']] });
    },
  },
  cancelJob: {
    first: async (panel, by) => {
      const make = 'mutation ($input: BulkCreateUsersInput!) { createUsers(input: $input) { job { id } } }';
      const input = { pattern: `cancelled-${label()}-{n}`, count: many };
      queued = (await panel.get<{ job: { id: string } }>(by, make, { input })).job.id;
    },
    variables: () => ({ id: queued }),
  },
  pauseRollout: { first: ofRow('resumeRollout(id: $id)') },
  updateLinkSettings: { variables: () => ({ input: { title: label() } }) },
  updateTenant: { at: 'reseller', variables: (given) => ({ ...id(given), input: { name: label() } }) },
  suspendTenant: { at: 'reseller' },
  resumeTenant: { at: 'reseller' },
  deleteTenant: { at: 'reseller' },
  // A link is made for each answer.
  backupDatabase: { selection: '{ id fileName sizeBytes }' },
};

/** Keep nothing, so there is nothing to record. */
export const changesNothing: ReadonlySet<string> = new Set([
  'generateKeys',
  'checkRealityTarget',
  'checkBackup',
  // The session goes on as what its beginning has on record.
  'refreshToken',
]);

/** On record with whom they were about, but for nothing that has another value since. */
export const changesNoValue: ReadonlySet<string> = new Set(['restartService']);

/** Done to whoever asks, whose token of before is no use for asking again. */
export const endsItsCaller: ReadonlySet<string> = new Set(['logout', 'changePassword']);

/** On record as something else than what their names begin with: a device is a part of its user. */
export const deedsOf: Readonly<Record<string, string>> = { deleteDevice: 'update', createEnrolmentToken: 'enrol' };
