import { Module } from '@nestjs/common';
import { AuditResolver } from '../audit/audit.resolver';
import { RoleResolver } from '../roles/role.resolver';

/** Who runs the panel and what they may do: what auth keeps, as GraphQL shows it. */
@Module({ providers: [AuditResolver, RoleResolver] })
export class AdministratorsModule {}
