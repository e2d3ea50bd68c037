import { LiveSession, type LogLine } from '@vortex/contracts/nodes';
import type { InboundProblem } from '@vortex/contracts/tunnel';
import { z } from 'zod';

/** What is asked of one server, wherever its agent's stream is held. */
export const liveQuestion = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sessions'),
    /** Of one user. Absent: of all. */
    userId: z.string().optional(),
    /** Only of users of this tenant. Absent: of every tenant. */
    tenantId: z.string().optional(),
    limit: z.number().int(),
  }),
  z.object({ kind: z.literal('kill'), userId: z.string(), deviceId: z.string(), sessionId: z.string() }),
  z.object({ kind: z.literal('logs'), lines: z.number().int() }),
  /** A configuration, sealed: it passes through what replicas share. */
  z.object({ kind: z.literal('validate'), sealed: z.string() }),
]);

export type LiveQuestion = z.infer<typeof liveQuestion>;

export interface SessionsFound {
  readonly sessions: readonly LiveSession[];
  readonly total: number;
}

/** What a server answers to a question of each kind. */
export interface LiveAnswers {
  readonly sessions: SessionsFound;
  readonly kill: { readonly sessions: number };
  readonly logs: { readonly lines: readonly LogLine[] };
  readonly validate: EngineWord;
}

/** What an engine says to a configuration. */
export interface EngineWord {
  /** Its version. */
  readonly engine: string;
  readonly problems: readonly InboundProblem[];
}

export type LiveAnswer<K extends LiveQuestion['kind'] = LiveQuestion['kind']> = LiveAnswers[K];
