// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
export { UserChanged, UsersChangedInBulk, UserDeleted, UsersDeletedInBulk, GroupChanged, GroupDeleted, UserStatus } from './vortex/core/v1/events';
