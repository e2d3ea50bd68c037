import { setTimeout as delay } from 'node:timers/promises';
import type { RunningCore } from '../test/start-core';

const createGroup = 'mutation ($name: String!) { createGroup(input: { name: $name, inboundIds: [] }) { id } }';
const createUsers = 'mutation ($input: BulkCreateUsersInput!) { createUsers(input: $input) { job { id } } }';
const state = 'query ($id: ID!) { job(id: $id) { state done failed } }';

/** Makes users of one group by the bulk job. @returns how long it took from the request to the end of the job, and the group */
export async function createInBulk(
  core: RunningCore,
  token: string,
  count: number,
): Promise<{ ms: number; groupId: string }> {
  const ask = async <T>(query: string, variables: object): Promise<T> => {
    const { data, errors } = await core.ask(query, { token, variables });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data as T;
  };
  const group = await ask<{ createGroup: { id: string } }>(createGroup, { name: 'In bulk' });
  const groupId = group.createGroup.id;
  const startedAt = performance.now();
  const input = { pattern: 'bulk-{n}', count, template: { groupIds: [groupId] } };
  const { createUsers: made } = await ask<{ createUsers: { job: { id: string } } }>(createUsers, { input });
  for (;;) {
    const { job } = await ask<{ job: { state: string; done: number; failed: number } }>(state, { id: made.job.id });
    if (job.done === count) return { ms: performance.now() - startedAt, groupId };
    if (job.failed > 0 || job.state === 'FAILED') throw new Error(`the job has failed: ${JSON.stringify(job)}`);
    await delay(50);
  }
}
