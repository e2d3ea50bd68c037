import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Permission, Role } from '../generated/schema';
import type { Connection } from '../paging/connection';

@Resolver('RoleConnection')
export class RoleConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<Role>): Promise<number> {
    return connection.count();
  }
}

@Resolver('PermissionConnection')
export class PermissionConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() connection: Connection<Permission>): Promise<number> {
    return connection.count();
  }
}
