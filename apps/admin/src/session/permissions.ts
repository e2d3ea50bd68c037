import { useQuery } from '@tanstack/react-query';
import { Roles } from '@vortex/sdk';
import { useApi } from '../api/api';
import { useActing } from './acting.store';
import { useSession } from './session.store';

/**
 * Tells what the signed-in account may do, so that the panel offers nothing else. The server decides in any case: where an
 * account may not even read its role, everything is offered and refused there.
 */
export function useMay(): (permission: string) => boolean {
  const held = useHeld();
  return (permission) => held !== undefined && holds(held, permission);
}

/** Tells what the signed-in account may certainly not do: until its rights are known, nothing. */
export function useMayNot(): (permission: string) => boolean {
  const held = useHeld();
  return (permission) => held !== undefined && !holds(held, permission);
}

/**
 * Tells what the signed-in account may do beyond doubt; nothing until that is known. For what is asked together with
 * something else, which one part that is not to be seen would have refused with it.
 */
export function useSurely(): ((permission: string) => boolean) | undefined {
  const { held, isHidden } = useOwnRole();
  if (!held && !isHidden) return undefined;
  return (permission) => held !== undefined && holds(held, permission);
}

function useHeld(): readonly string[] | undefined {
  const { held, isHidden } = useOwnRole();
  return held ?? (isHidden ? ['*'] : undefined);
}

function useOwnRole() {
  const api = useApi();
  const role = useSession((state) => state.session?.account.role);
  const { data, isError } = useQuery({
    queryKey: ['roles', 'own'],
    queryFn: async ({ signal }) => (await api.request(Roles, {}, { signal })).roles,
    staleTime: 60_000,
  });
  const held = data?.find(({ name }) => name === role)?.permissions;
  // Of a tenant one acts for, one reads its roles: one's own may not be among them.
  return { held, isHidden: isError || (data !== undefined && held === undefined) };
}

export function holds(held: readonly string[], permission: string): boolean {
  return held.includes('*') || held.includes(permission);
}

/** Tells whether something belongs to the tenant somebody acts for, or is only shared with it by the operator. */
export function useOwns(): (tenantId: string) => boolean {
  const home = useSession((state) => state.session?.account.tenantId);
  const isActing = useActing((state) => state.tenant !== undefined);
  return (tenantId) => (tenantId === home) !== isActing;
}
