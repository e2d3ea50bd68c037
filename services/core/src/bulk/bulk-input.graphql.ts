import { InvalidInput, parseInput } from '@vortex/kit';
import { z } from 'zod';
import type { ExtendUsersInput, MoveUsersInput } from '../generated/schema';
import type { GroupId } from '../groups/group';
import { distinct, id, refuse, unsaid, whole } from '../input/values';
import type { BulkOperation } from './bulk-operation';

const mostSeconds = 2 ** 31 - 1;
const mostBytes = 2n ** 63n - 1n;

const extension = z.object({
  seconds: unsaid(whole(1, mostSeconds)),
  bytes: unsaid(
    z.bigint().superRefine((value, context) => {
      if (value < 1n || value > mostBytes) refuse(context, 'out_of_range', `Take from 1 to ${mostBytes} bytes.`);
    }),
  ),
});
const groups = unsaid(distinct(id<GroupId>(), 100));
const move = z.object({ set: groups, add: groups, remove: groups });

export function parseExtension(input: ExtendUsersInput): BulkOperation {
  const { seconds = null, bytes = null } = parseInput(extension, input, 'input');
  if (seconds === null && bytes === null) throw nothingSaid('Say how much time or traffic is added.');
  return { kind: 'EXTEND_USERS', seconds, bytes };
}

export function parseMove(input: MoveUsersInput): BulkOperation {
  const { set, add = [], remove = [] } = parseInput(move, input, 'input');
  if (!set && add.length === 0 && remove.length === 0) throw nothingSaid('Say which groups are set, added or removed.');
  return { kind: 'MOVE_USERS', add, remove, ...(set ? { set } : {}) };
}

function nothingSaid(message: string): InvalidInput {
  return new InvalidInput([{ path: 'input', code: 'empty', message }]);
}
