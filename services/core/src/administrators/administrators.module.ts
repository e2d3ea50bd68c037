import { Module } from '@nestjs/common';
import { ApiTokenResolver } from '../api-tokens/api-token.resolver';
import { AuditResolver } from '../audit/audit.resolver';
import { PermissionConnectionResolver, RoleConnectionResolver } from '../roles/role-connection.resolver';
import { RoleResolver } from '../roles/role.resolver';
import { AdministratorResolver } from './administrator.resolver';

/** Who runs the panel and what they may do: what auth keeps, as GraphQL shows it. */
@Module({
  providers: [
    ...[AdministratorResolver, ApiTokenResolver, AuditResolver],
    ...[RoleResolver, RoleConnectionResolver, PermissionConnectionResolver],
  ],
})
export class AdministratorsModule {}
