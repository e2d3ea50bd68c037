import { Injectable } from '@nestjs/common';
import {
  type CreateRoleRequest,
  type DeleteRoleRequest,
  type ListPermissionsRequest,
  type ListRolesRequest,
  type PermissionList,
  type Role as RoleMessage,
  type RoleList,
  RoleServiceService,
  type UpdateRoleRequest,
} from '@vortex/contracts/auth';
import { accountOf, parseId, Rpc, type RpcCall } from '@vortex/kit';
import { z } from 'zod';
import { line, slug } from '../naming/names';
import { permissionCatalogue } from './permission-catalogue';
import type { Role } from './role';
import { RoleService } from './role.service';

const description = line(500);
/** The service says which of them it does not know. */
const names = z.array(z.string());
const create = z.object({ name: slug, description, ownRowsOnly: z.boolean(), permissions: names });
const update = z.object({
  id: z.string(),
  description: description.or(z.undefined()),
  permissions: z.object({ names }).or(z.undefined()),
});

@Injectable()
export class RoleRpc {
  constructor(private readonly roles: RoleService) {}

  @Rpc(RoleServiceService.listRoles)
  async listRoles(_request: ListRolesRequest, call: RpcCall): Promise<RoleList> {
    return { roles: (await this.roles.list(accountOf(call.caller).tenantId)).map(toMessage) };
  }

  @Rpc(RoleServiceService.listPermissions)
  listPermissions(_request: ListPermissionsRequest): Promise<PermissionList> {
    const permissions = Object.entries(permissionCatalogue).map(([name, text]) => ({ name, description: text }));
    return Promise.resolve({ permissions });
  }

  @Rpc(RoleServiceService.createRole, { input: create })
  async createRole(request: CreateRoleRequest, call: RpcCall): Promise<RoleMessage> {
    return toMessage(await this.roles.create(accountOf(call.caller), request));
  }

  @Rpc(RoleServiceService.updateRole, { input: update })
  async updateRole({ id, description, permissions }: UpdateRoleRequest, call: RpcCall): Promise<RoleMessage> {
    const change = { description, permissions: permissions?.names };
    return toMessage(await this.roles.update(accountOf(call.caller), parseId(id, 'id'), change));
  }

  @Rpc(RoleServiceService.deleteRole)
  async deleteRole({ id }: DeleteRoleRequest, call: RpcCall): Promise<RoleMessage> {
    return toMessage(await this.roles.delete(accountOf(call.caller), parseId(id, 'id')));
  }
}

function toMessage({ tenantId, permissions, ...role }: Role): RoleMessage {
  return { ...role, builtIn: tenantId === undefined, permissions: [...permissions] };
}
