// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
export { LoginRequest, AuthTokens, GetOwnAccountRequest, ChangeOwnPasswordRequest, Account, GetSigningKeysRequest, SigningKeys, AuthServiceService, type AuthServiceServer, type AuthServiceClient } from './vortex/auth/v1/auth';
export { AccountCreated, AccountPasswordChanged } from './vortex/auth/v1/events';
