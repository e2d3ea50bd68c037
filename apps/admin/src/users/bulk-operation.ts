import {
  type BulkFieldsFragment,
  DeleteUsers,
  ExtendUsers,
  MoveUsers,
  ResetUsersUsage,
  SetUsersEnabled,
  type UserFilter,
  type VortexClient,
} from '@vortex/sdk';
import { fromGigabytes } from '../format/gigabytes';

export type BulkName = 'extend' | 'reset' | 'move' | 'enable' | 'disable' | 'delete';

/** What is asked for before many users are changed. */
export interface BulkDraft {
  readonly days: string;
  readonly gb: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export const emptyBulk: BulkDraft = { days: '', gb: '', add: [], remove: [] };

const daySeconds = 86_400;

/** These need to be told what to do. */
export const needsInput = (name: BulkName): boolean => name === 'extend' || name === 'move';

/** The API restores nothing of what these do. */
export const isFinal = (name: BulkName): boolean => name === 'reset' || name === 'delete';

function extension({ days, gb }: BulkDraft) {
  const bytes = fromGigabytes(gb);
  const wholeDays = /^\d{1,5}$/.test(days.trim()) ? Number(days) : 0;
  return {
    ...(wholeDays > 0 && { seconds: wholeDays * daySeconds }),
    ...(bytes !== undefined && bytes !== '0' && { bytes }),
  };
}

/** Whether anything would change. */
export function isGiven(name: BulkName, draft: BulkDraft): boolean {
  if (name === 'extend') return Object.keys(extension(draft)).length > 0;
  if (name === 'move') return draft.add.length + draft.remove.length > 0;
  return true;
}

interface Bulk {
  readonly name: BulkName;
  readonly filter: UserFilter;
  readonly draft: BulkDraft;
  readonly dryRun: boolean;
}

export async function runBulk(api: VortexClient, bulk: Bulk, signal?: AbortSignal): Promise<BulkFieldsFragment> {
  const { name, filter, draft, dryRun } = bulk;
  const call = { signal };
  switch (name) {
    case 'extend':
      return (await api.request(ExtendUsers, { filter, input: extension(draft), dryRun }, call)).extendUsers;
    case 'move': {
      const input = { add: draft.add, remove: draft.remove };
      return (await api.request(MoveUsers, { filter, input, dryRun }, call)).moveUsers;
    }
    case 'reset':
      return (await api.request(ResetUsersUsage, { filter, dryRun }, call)).resetUsersUsage;
    case 'delete':
      return (await api.request(DeleteUsers, { filter, dryRun }, call)).deleteUsers;
    case 'enable':
    case 'disable':
      return (await api.request(SetUsersEnabled, { filter, enabled: name === 'enable', dryRun }, call)).setUsersEnabled;
  }
}
