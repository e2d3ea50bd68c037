import type { Arranged } from './arrangement';
import { documentOf, type Kind } from './documents';
import type { Estate, Noun } from './estate';
import type { Leaks } from './leaks';
import { type Outcome, outcomeOf } from './outcome';
import type { Panel } from './panel';
import { type Caller, type Place, targetsOf } from './places';

export interface Stage {
  readonly panel: Panel;
  readonly estate: Estate;
  readonly leaks: Leaks;
  readonly callers: readonly Caller[];
}

/** What an operation answers each caller, in the order of the callers: one outcome for each place that is tried. */
export async function walk(stage: Stage, name: string, arranged: Arranged): Promise<Outcome[][]> {
  const path = name.split(',')[0] ?? '';
  const [kind, field] = path.split('.') as [Kind, string];
  const { schema } = stage.panel;
  const document = documentOf(schema, kind, field, arranged.selection);
  // A stranger's operations may cost little.
  const cheap = documentOf(schema, kind, field, document.endsWith('} }') ? '{ __typename }' : undefined);
  const walked: Outcome[][] = [];
  for (const caller of stage.callers) {
    const places = arranged.at ?? (arranged.on ? targetsOf(caller) : [caller.own]);
    const outcomes: Outcome[] = [];
    for (const place of places)
      outcomes.push(
        await tried(stage, { name, kind, arranged, document: caller.token ? document : cheap }, caller, place),
      );
    walked.push(outcomes);
  }
  return walked;
}

interface Tried {
  readonly name: string;
  readonly kind: Kind;
  readonly document: string;
  readonly arranged: Arranged;
}

async function tried(
  { panel, estate, leaks }: Stage,
  { name, kind, document, arranged }: Tried,
  caller: Caller,
  place: Place,
): Promise<Outcome> {
  const where = `${name} by ${caller.name} at ${place}`;
  const row = arranged.on ? await estate.row(arranged.on, place) : {};
  const page = document.includes('$page') ? { page: { first: 20 } } : {};
  const variables = { ...page, ...(await arranged.variables?.({ row, place, caller, estate })) };
  const asker = arranged.twin ? await caller.twin() : caller;
  const ask = kind === 'Subscription' ? panel.follow : panel.ask;
  const answer = await ask(asker, document, variables);
  const leaked =
    arranged.shows === 'anybody' ? [] : leaks.in(answer.data, arranged.shows === 'home' ? atHome(caller) : caller);
  if (leaked.length > 0) throw new Error(`${where} shows ${leaked.join(', ')}: ${JSON.stringify(answer.data)}`);
  const outcome = outcomeOf(answer, where);
  if (outcome !== 'allowed' || kind !== 'Mutation') return outcome;
  if (!name.includes('Tenant') && !arranged.shows) leaks.belongs(caller.own, answer.data);
  if (arranged.spends) for (const noun of spentBy(arranged.on)) estate.spend(noun, place);
  return outcome;
}

/** As the caller is where its account belongs: who acts for others is of the operator. */
function atHome(caller: Caller): Caller {
  return caller.tenant ? { ...caller, sees: ['operator', 'customer', 'shared'] } : caller;
}

/** What goes with it. */
function spentBy(noun: Noun | undefined): readonly Noun[] {
  if (!noun) return [];
  const below: Partial<Record<Noun, readonly Noun[]>> = {
    user: ['device'],
    group: ['user', 'device'],
    server: ['inbound', 'host'],
    inbound: ['host'],
  };
  return [noun, ...(below[noun] ?? [])];
}
