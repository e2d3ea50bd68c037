import { addressFor, madeUp } from '../link-entries/host-values';
import { tunnelAddress } from '../link-entries/tunnel-address';
import { isUserVariable } from '../link-templates/template-variable';
import { shownText, distinctNames } from '../link-entries/shown-text';
import { entryNames } from './entry-names';
import type { LinkDevice } from './link-state';
import type { ListPlan, ListPlans } from './list-plan';
import { type UserFacts, userValue, withUserValues } from './user-values';

/** Where the values of a plan's slots come from. */
export interface FillContext {
  readonly plan: ListPlan;
  readonly plans: ListPlans;
  readonly facts: UserFacts;
  readonly device: LinkDevice;
  /** Texts of notices. */
  readonly notices: readonly string[];
}

/** What a plan's entries are called for this user. */
export function namesFor({ plan, facts, notices }: Pick<FillContext, 'plan' | 'facts' | 'notices'>): readonly string[] {
  const { taken } = plan.list;
  if (plan.names) return plan.names;
  if (notices.length === 0) return entryNames(plan.remarks, facts, taken);
  return distinctNames(
    notices.map((text) => shownText(withUserValues(text, facts))),
    taken,
  );
}

/** Values of slots that are no secrets: all that an answer differs by while its device has the same secrets. */
export function openValue(name: string, context: FillContext, names: readonly string[]): string | undefined {
  const { plan, plans, facts, device } = context;
  const [kind, key] = split(name);
  const place = plan.places[Number(key)];
  switch (kind) {
    case 'name':
      return names[Number(key)] ?? '';
    case 'nothing':
      return shownText(withUserValues(facts.settings.notices.nothingToShow[0] ?? '', facts));
    case 'user':
      return isUserVariable(key) ? shownText(userValue(key, facts)) : '';
    case 'address':
      return place ? addressFor(place.host, facts.state.userId) : '';
    case 'sni':
      return madeUp(place?.host.sni ?? '', place?.host.id ?? '', facts.state.userId);
    case 'host':
      return madeUp(place?.host.hostHeader ?? '', place?.host.id ?? '', facts.state.userId);
    case 'ipv4':
    case 'ipv6': {
      const number = device.tunnelNumbers.get(key);
      const pool = plans.poolsOf(key)[kind];
      return number === undefined || pool === undefined ? '' : (tunnelAddress(pool, number) ?? '');
    }
    case 'bytesUsed':
      return facts.state.usedBytes.toString();
    case 'bytesRemainingPart':
      return remainingPart(facts);
    default:
      return undefined;
  }
}

function remainingPart({ state: { limitBytes, usedBytes } }: UserFacts): string {
  if (limitBytes === null) return '';
  return `,"bytes_remaining":${limitBytes > usedBytes ? limitBytes - usedBytes : 0n}`;
}

function split(name: string): readonly [string, string] {
  const at = name.indexOf(':');
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
}
