import { performance } from 'node:perf_hooks';
import { post } from '../test/start-core';

const times = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');
const nested = (levels: number) => `{ users { nodes ${'{ groups '.repeat(levels)}{ id }${' }'.repeat(levels)} } }`;

/** What is sent to keep a server busy, each of a kind of its own. */
const documents: Readonly<Record<string, unknown>> = {
  deep: { query: nested(3_000) },
  aliased: { query: `{ ${times(2_000, (n) => `a${n}: users { nodes { id } }`)} }` },
  repeated: { query: `{ users { nodes { ${'id '.repeat(10_000)} } } }` },
  doubling: {
    query: `{ users { nodes { ...f0 } } } ${times(29, (n) => `fragment f${n} on User { ...f${n + 1} ...f${n + 1} }`)} fragment f29 on User { id }`,
  },
  circular: {
    query: '{ users { nodes { ...a } } } fragment a on User { groups { ...b } } fragment b on Group { ...b }',
  },
  disguised: {
    query: `query __schema { users { nodes { ...__f0 } } } ${times(20, (n) => `fragment __f${n} on User { groups { inbounds { groups { ...__f${n + 1} } } } }`)} fragment __f20 on User { id }`,
  },
  costly: { query: '{ users(page: { first: 500 }) { nodes { groups { inbounds { groups { inbounds { id } } } } } } }' },
  batch: Array.from({ length: 500 }, () => ({ query: '{ healthCheck { state } }' })),
  huge: { query: `{ healthCheck { state } } #${'x'.repeat(2 ** 20)}` },
};

/** @returns how long each was in being refused, one after the other, in milliseconds */
export async function refuseHostile(url: string, token: string, rounds: number): Promise<number[]> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const latencies: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [name, document] of Object.entries(documents)) {
      const body = JSON.stringify(document);
      const startedAt = performance.now();
      const { status, data, errors } = await post(url, body, headers);
      latencies.push(performance.now() - startedAt);
      if (data || (status < 400 && errors.length === 0)) throw new Error(`${name} was answered: ${status}`);
    }
  }
  return latencies;
}
