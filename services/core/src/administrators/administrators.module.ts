import { Module } from '@nestjs/common';
import { AuditResolver } from '../audit/audit.resolver';

/** Who runs the panel and what they may do: what auth keeps, as GraphQL shows it. */
@Module({ providers: [AuditResolver] })
export class AdministratorsModule {}
