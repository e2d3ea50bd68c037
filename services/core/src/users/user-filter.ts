import type { AccountId } from '@vortex/kit';
import type { GroupId } from '../groups/group';
import type { ResetStrategy } from '../calendar/reset-strategy';
import type { TimeRange } from '../input/time-range';
import type { UserId, UserStatus } from './user';

/** From `min` to `max`, both included. */
export interface BytesRange {
  readonly min?: bigint | undefined;
  readonly max?: bigint | undefined;
}

/** Which users are meant: those of whom all that is given holds. Empty lists mean nobody. */
export interface UserFilter {
  readonly ids?: readonly UserId[] | undefined;
  /** Words, all of which stand in the name, the note, a tag or a contact. */
  readonly search?: string | undefined;
  readonly usernames?: readonly string[] | undefined;
  readonly statuses?: readonly UserStatus[] | undefined;
  readonly groupIds?: readonly GroupId[] | undefined;
  readonly accountIds?: readonly AccountId[] | undefined;
  /** All of these. */
  readonly tags?: readonly string[] | undefined;
  readonly resetStrategies?: readonly ResetStrategy[] | undefined;
  readonly unlimited?: boolean | undefined;
  readonly usedBytes?: BytesRange | undefined;
  readonly limitBytes?: BytesRange | undefined;
  readonly neverExpires?: boolean | undefined;
  readonly expiresAt?: TimeRange | undefined;
  readonly createdAt?: TimeRange | undefined;
  readonly lastOnlineAt?: TimeRange | undefined;
  readonly neverOnline?: boolean | undefined;
}
