import type { ListPage, ListRolloutsRequest, StartRolloutRequest } from '@vortex/contracts/nodes';
import { InvalidInput, isId, parseInput } from '@vortex/kit';
import { z } from 'zod';
import { type PageWanted, pageWanted } from '../access/list-page';
import { line } from '../atoms/text';
import { versionId } from '../configurations/version';
import { type ServerId, serverId } from '../servers/server';
import { stateFrom } from './rollout-message';
import { type RolloutFilter, type RolloutPlan, rolloutStates } from './rollout';
import { usualStages } from './stage';

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

const instant = z.iso.datetime();
const filter = z.object({ states: z.array(z.enum(rolloutStates)).max(10), serverId: z.uuid().optional() });

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

export function rolloutFilterFrom({ states, serverId: id }: ListRolloutsRequest): RolloutFilter {
  const given = { states: states.map((state) => stateFrom(state) ?? state), ...(id === '' ? {} : { serverId: id }) };
  const { states: known, serverId: server } = parseInput(filter, given, 'filter');
  return { states: known, serverId: server };
}

/** The page, or `InvalidInput` for a cursor of another list. */
export function rolloutPageFrom(page: ListPage | undefined): PageWanted {
  const wanted = pageWanted(page);
  for (const [name, place] of Object.entries({ after: wanted.after, before: wanted.before })) {
    if (!place || (isId(place.id) && instant.safeParse(place.key).success)) continue;
    const message = 'No page has answered this cursor.';
    throw new InvalidInput([{ path: `page.${name}`, code: 'not_a_cursor', message }]);
  }
  return wanted;
}
