import type { ListRolloutsRequest, StartRolloutRequest } from '@vortex/contracts/nodes';
import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import type { PageWanted } from '../access/list-page';
import { line } from '../atoms/text';
import { versionId } from '../configurations/version';
import { type ServerId, serverId } from '../servers/server';
import { stateFrom } from './rollout-message';
import { type RolloutFilter, type RolloutPlan, rolloutStates } from './rollout';
import { rolloutOrder, type RolloutSort } from './rollout-sort';
import { usualStages } from './stage';

export interface RolloutsWanted {
  readonly filter: RolloutFilter;
  readonly sort: readonly RolloutSort[];
  readonly page: PageWanted;
  readonly withTotal: boolean;
}

const mostServers = 1_000;
const usualWindowSeconds = 60;

const plan = z.object({
  serverIds: z
    .array(z.uuid())
    .min(1)
    .max(mostServers)
    .superRefine((ids, { addIssue }) =>
      ids.forEach((id, at) => {
        if (ids.indexOf(id) < at)
          addIssue({ code: 'custom', path: [at], message: 'It is named twice.', params: { code: 'duplicate' } });
      }),
    ),
  stages: z
    .array(z.int().min(1).max(100))
    .max(10)
    .superRefine((stages, { addIssue }) => {
      const falls = stages.findIndex((percent, at) => at > 0 && percent <= (stages[at - 1] ?? 0));
      if (falls >= 0)
        addIssue({ code: 'custom', path: [falls], message: 'Stages rise.', params: { code: 'not_rising' } });
      else if (stages.at(-1) !== 100)
        addIssue({ code: 'custom', path: [], message: 'The last stage is 100.', params: { code: 'not_all' } });
    }),
  windowSeconds: z.int().min(5).max(86_400),
  reason: line(0, 500),
});

const filter = z.object({
  states: z.array(z.enum(rolloutStates)).max(10),
  serverId: z.uuid().optional(),
  search: line(0, 200),
});

/** What is to be rolled out, or `InvalidInput` with every problem. */
export function planFrom(request: StartRolloutRequest): RolloutPlan {
  const id = versionId(request.versionId, 'versionId');
  const { serverIds, stagesPercent, windowSeconds, reason } = request;
  const given = parseInput(plan, {
    ...{ serverIds, reason, windowSeconds: windowSeconds || usualWindowSeconds },
    stages: stagesPercent.length > 0 ? stagesPercent : usualStages,
  });
  return { versionId: id, ...given, serverIds: given.serverIds.map((one): ServerId => serverId(one, 'serverIds')) };
}

/** What is to be listed, or `InvalidInput`. */
export function rolloutsWantedFrom({ states, serverId: id, search, sort, page }: ListRolloutsRequest): RolloutsWanted {
  const named = id === '' ? {} : { serverId: id };
  const given = { ...named, search, states: states.map((state) => stateFrom(state) ?? state) };
  const terms = rolloutOrder.terms(sort);
  return {
    filter: { serverId: undefined, ...parseInput(filter, given, 'filter') },
    sort: terms,
    page: rolloutOrder.page(page, terms),
    withTotal: page?.withTotal ?? false,
  };
}
