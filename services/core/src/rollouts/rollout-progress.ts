import { z } from 'zod';
import type { LiveTopic } from '../live/live-topic';

const schema = z.object({ rolloutId: z.string(), revision: z.coerce.bigint() });

export type RolloutProgress = z.output<typeof schema>;

/** That a rollout has changed, by its id: how it is now, nodes tells to who may know. */
export const rolloutTopic: LiveTopic<RolloutProgress> = { name: 'core:rollout', schema };
