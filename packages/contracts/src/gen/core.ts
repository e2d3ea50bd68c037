// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
export { GetCredentialsRequest, CredentialsList, DeviceCredentials, DeviceCredential, CredentialKind, CredentialsServiceService, type CredentialsServiceServer, type CredentialsServiceClient } from './vortex/core/v1/credentials';
export { UserChanged, UsersChangedInBulk, UserDeleted, UsersDeletedInBulk, GroupChanged, GroupDeleted, UserStatus } from './vortex/core/v1/events';
