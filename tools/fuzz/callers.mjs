import fc from 'fast-check';
import { rarely } from './rarely.mjs';

// Who may do most gets furthest.
const operators = ['owner', 'owner', 'owner', 'admin', 'admin', 'support', 'customer', 'integrator'];
const tenants = ['reseller', 'reseller', 'reseller', 'support', 'customer', 'integrator', 'api'];

/** Who asks: of which tenant, in which role, perhaps for another tenant, perhaps with a token that is none. */
export const caller = fc.oneof(
  { arbitrary: as('operator', operators), weight: 10 },
  { arbitrary: as('north', tenants), weight: 8 },
  { arbitrary: as('south', tenants), weight: 4 },
  { arbitrary: fc.record({ home: fc.constantFrom('north', 'operator'), role: fc.constant('anonymous') }), weight: 1 },
  {
    arbitrary: fc.record({
      home: fc.constantFrom('north', 'operator'),
      role: fc.constantFrom('owner', 'reseller'),
      broken: fc.constantFrom('signature', 'payload', 'none', 'garbage', 'expired', 'scheme'),
    }),
    weight: 1,
  },
);

function as(home, roles) {
  const acting = rarely(fc.constantFrom('north', 'south', 'operator', "no'such"), 12);
  const key = rarely(fc.constantFrom('one', 'two', 'three', 'four', 'five', ' '), 2);
  return fc.record({ home: fc.constant(home), role: fc.constantFrom(...roles), acting, key });
}

/** The headers of a caller. */
export async function headersOf({ home, role, acting, key, broken }, world) {
  const headers = {};
  if (acting) headers['x-vortex-tenant'] = world.places[acting]?.id ?? acting;
  if (key) headers['idempotency-key'] = key;
  if (role === 'anonymous') return headers;
  const isThere = role !== 'owner' || home === 'operator';
  const { token } = await tokenOf(isThere ? role : 'reseller', home, world);
  return { ...headers, authorization: broken ? forged(token, broken) : `Bearer ${token}` };
}

/** Somebody else may just have suspended or deleted the tenant. */
async function tokenOf(role, home, world, attempts = 3) {
  const place = world.places[home];
  try {
    return await (role === 'api' ? world.people.apiTokenOf(place) : world.people.tokenOf(role, place));
  } catch (error) {
    if (attempts === 0) throw error;
    await world.repair(home);
    return tokenOf(role, home, world, attempts - 1);
  }
}

function forged(token, how) {
  const [head, payload, signature] = token.split('.');
  const claims = payload ? JSON.parse(Buffer.from(payload, 'base64url').toString()) : {};
  const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokens = {
    signature: `${head}.${payload}.${[...(signature ?? '')].reverse().join('')}`,
    payload: `${head}.${encoded({ ...claims, permissions: ['*'] })}.${signature}`,
    none: `${encoded({ alg: 'none' })}.${payload}.`,
    garbage: 'vxp_not-a-token.é'.replace('é', '%'),
    expired: `${head}.${encoded({ ...claims, exp: 1 })}.${signature}`,
    scheme: '',
  };
  return how === 'scheme' ? `Basic ${token}` : `Bearer ${tokens[how]}`;
}

/** Whose rows the caller may see at most. */
export function tenantOf({ home, acting, role }) {
  const mayAct = home === 'operator' && (role === 'owner' || role === 'admin');
  return mayAct && acting && acting !== "no'such" ? acting : home;
}
