import { Module } from '@nestjs/common';
import { AccountAdministrationRpc } from './accounts/account-administration.rpc';
import { AccountAdministration } from './accounts/account-administration.service';
import { AccountRepository } from './accounts/account.repository';
import { AccountRpc } from './accounts/account.rpc';
import { AccountService } from './accounts/account.service';
import { NewAccountService } from './accounts/new-account.service';
import { ApiTokenExchange } from './api-tokens/api-token-exchange.service';
import { ApiTokenRepository } from './api-tokens/api-token.repository';
import { ApiTokenRpc } from './api-tokens/api-token.rpc';
import { ApiTokenService } from './api-tokens/api-token.service';
import { FirstStart } from './accounts/first-start.service';
import { AuditConsumer } from './audit/audit.consumer';
import { AuditRepository } from './audit/audit.repository';
import { AuditRetention } from './audit/audit-retention.service';
import { AuditRpc } from './audit/audit.rpc';
import { AuditService } from './audit/audit.service';
import { PageReader } from './paging/page-reader.repository';
import { PasswordHasher } from './passwords/password-hasher.service';
import { PasswordReplacement } from './passwords/password-replacement.service';
import { PasswordRepository } from './passwords/password.repository';
import { PasswordRpc } from './passwords/password.rpc';
import { PasswordService } from './passwords/password.service';
import { RoleRepository } from './roles/role.repository';
import { RoleRpc } from './roles/role.rpc';
import { RoleService } from './roles/role.service';
import { RefreshTokenRepository } from './sessions/refresh-token.repository';
import { RefreshTokenService } from './sessions/refresh-token.service';
import { RevocationRepository } from './sessions/revocation.repository';
import { ServerKeyRepository } from './sessions/server-key.repository';
import { SessionRevocation } from './sessions/session-revocation.service';
import { SessionTokensService } from './sessions/session-tokens.service';
import { SessionUpkeep } from './sessions/session-upkeep.service';
import { SessionRepository } from './sessions/session.repository';
import { SessionRpc } from './sessions/session.rpc';
import { SessionService } from './sessions/session.service';
import { AccessTokenService } from './sign-in/access-token.service';
import { SignInThrottle } from './sign-in/sign-in-throttle.service';
import { SignInRpc } from './sign-in/sign-in.rpc';
import { SignInService } from './sign-in/sign-in.service';
import { SigningKeyUpkeep } from './signing-keys/signing-key-upkeep.service';
import { SigningKeyRepository } from './signing-keys/signing-key.repository';
import { SigningKeyRpc } from './signing-keys/signing-key.rpc';
import { SigningKeyService } from './signing-keys/signing-key.service';
import { TenantEvents } from './tenants/tenant-events.service';
import { TenantRepository } from './tenants/tenant.repository';
import { TenantRpc } from './tenants/tenant.rpc';
import { TenantService } from './tenants/tenant.service';

const tenants = [TenantRepository, TenantEvents, TenantService, TenantRpc];
const apiTokens = [ApiTokenRepository, ApiTokenService, ApiTokenExchange, ApiTokenRpc];
const audit = [PageReader, AuditRepository, AuditService, AuditConsumer, AuditRpc, AuditRetention];
const roles = [RoleRepository, RoleService, RoleRpc];
const accounts = [
  ...[AccountRepository, AccountService, NewAccountService, AccountAdministration],
  ...[AccountRpc, AccountAdministrationRpc, FirstStart],
];
const passwords = [PasswordRepository, PasswordHasher, PasswordReplacement, PasswordService, PasswordRpc];
const signingKeys = [SigningKeyRepository, SigningKeyService, SigningKeyUpkeep, SigningKeyRpc];
const sessions = [
  ...[SessionRepository, RefreshTokenRepository, RevocationRepository, ServerKeyRepository],
  ...[RefreshTokenService, SessionRevocation, SessionService, SessionTokensService, SessionUpkeep, SessionRpc],
];
const signIn = [AccessTokenService, SignInThrottle, SignInService, SignInRpc];

@Module({
  providers: [
    ...audit,
    ...tenants,
    ...roles,
    ...apiTokens,
    ...accounts,
    ...passwords,
    ...signingKeys,
    ...sessions,
    ...signIn,
  ],
})
export class AuthModule {}
