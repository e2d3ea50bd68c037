import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { type LiveAnswer, type LiveQuestion, liveQuestion } from './live-question';

/** What replicas tell each other. An answer that is absent: the agent is here, and silent. */
export type Told =
  | { readonly kind: 'question'; readonly id: string; readonly serverId: string; readonly question: LiveQuestion }
  | { readonly kind: 'answer'; readonly id: string; readonly answer: LiveAnswer | undefined };

const wire = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('question'), id: z.string(), serverId: z.string(), question: liveQuestion }),
  z.object({ kind: z.literal('answer'), id: z.string(), packed: z.string().optional() }),
]);

/** Lists pack well, and what is fanned out stays in memory for a while. */
export function encodeTold(told: Told): string {
  if (told.kind === 'question') return JSON.stringify(told);
  const { answer, ...rest } = told;
  if (answer === undefined) return JSON.stringify(rest);
  const text = JSON.stringify(answer, (_, value: unknown) =>
    typeof value === 'bigint' ? { bigint: `${value}` } : value,
  );
  return JSON.stringify({ ...rest, packed: deflateRawSync(text).toString('base64') });
}

export function decodeTold(text: string): Told {
  const told = wire.parse(JSON.parse(text));
  if (told.kind === 'question') return told;
  const { id, packed } = told;
  if (packed === undefined) return { kind: 'answer', id, answer: undefined };
  const answer = JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString(), revived) as LiveAnswer;
  return { kind: 'answer', id, answer };
}

function revived(name: string, value: unknown): unknown {
  if ((name === 'since' || name === 'at') && typeof value === 'string') return new Date(value);
  const { bigint } = Object(value) as { bigint?: unknown };
  return typeof bigint === 'string' ? BigInt(bigint) : value;
}
