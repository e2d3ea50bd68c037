import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Role as RoleMessage, RoleServiceService } from '@vortex/contracts/auth';
import { InjectRpc, parseId, Permission, type RpcClient } from '@vortex/kit';
import type {
  MutationCreateRoleArgs,
  MutationDeleteRoleArgs,
  MutationUpdateRoleArgs,
  Permission as PermissionNode,
  QueryPermissionsConnectionArgs,
  QueryRolesConnectionArgs,
  Role,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import { required } from '../graphql/required';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { shortListConnection } from '../paging/short-list';
import { parseSorts } from '../paging/sort-input';
import { permissionTerms, rolesMeant, roleTerms, searchedText } from './role-list.graphql';

@Resolver()
export class RoleResolver {
  constructor(@InjectRpc(RoleServiceService) private readonly auth: RpcClient<typeof RoleServiceService>) {}

  @Query()
  @Permission('auth.role.read')
  async roles(): Promise<Role[]> {
    return (await this.auth.listRoles({})).roles.map(toRole);
  }

  @Query()
  @Permission('auth.role.read')
  async permissions(): Promise<readonly PermissionNode[]> {
    return (await this.auth.listPermissions({})).permissions;
  }

  @Query()
  @Permission('auth.role.read')
  async rolesConnection(@Args() args: QueryRolesConnectionArgs): Promise<Connection<Role>> {
    const page = pageOf(args.page, roleTerms(parseSorts(args.sort)));
    const meant = rolesMeant(args);
    return shortListConnection((await this.roles()).filter(meant), page);
  }

  @Query()
  @Permission('auth.role.read')
  async permissionsConnection(@Args() args: QueryPermissionsConnectionArgs): Promise<Connection<PermissionNode>> {
    const page = pageOf(args.page, permissionTerms(parseSorts(args.sort)));
    const found = searchedText(args.search);
    return shortListConnection((await this.permissions()).filter(found), page);
  }

  @Mutation()
  @Permission('auth.role.write')
  async createRole(@Args() { input }: MutationCreateRoleArgs): Promise<Role> {
    const { name, description, ownRowsOnly, permissions } = input;
    const request = { name, description: description ?? '', ownRowsOnly: ownRowsOnly ?? false };
    return toRole(await atInput(this.auth.createRole({ ...request, permissions: [...permissions] })));
  }

  @Mutation()
  @Permission('auth.role.write')
  async updateRole(@Args() { id, input }: MutationUpdateRoleArgs): Promise<Role> {
    const permissions = input.permissions ? { names: [...input.permissions] } : undefined;
    const request = { id: parseId(id, 'id'), description: input.description ?? undefined, permissions };
    return toRole(await atInput(this.auth.updateRole(request)));
  }

  @Mutation()
  @Permission('auth.role.write')
  async deleteRole(@Args() { id }: MutationDeleteRoleArgs): Promise<boolean> {
    await this.auth.deleteRole({ id: parseId(id, 'id') });
    return true;
  }
}

function toRole({ revision: _, createdAt, ...role }: RoleMessage): Role {
  return { ...role, createdAt: required(createdAt, 'Role.created_at') };
}
