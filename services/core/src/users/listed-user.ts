import type { Group } from '../groups/group';
import type { User } from './user';

/** A user of a list: what was not asked for is absent. */
export interface ListedUser extends User {
  /** Where the list has read them with its users. */
  groups?: readonly Group[] | undefined;
}
