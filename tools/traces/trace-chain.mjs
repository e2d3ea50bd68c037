// What a change of a password must leave behind in the traces. Kinds are those of OTLP.
const internal = 1;
const server = 2;
const client = 3;
const producer = 4;
const consumer = 5;

const event = 'vortex.auth.v1.AccountPasswordChanged';

/** From the last thing that happens to the first. Other spans may stand between them. */
const links = [
  { what: 'the consumer', service: 'core', kind: consumer, name: `process ${event}` },
  { what: 'the publishing', service: 'auth', kind: producer, name: `publish ${event}` },
  { what: 'the serving of the rpc', service: 'auth', kind: server, name: 'AuthService/ChangeOwnPassword' },
  { what: 'the rpc', service: 'core', kind: client, name: 'AuthService/ChangeOwnPassword' },
  { what: 'the mutation', service: 'core', kind: internal, name: 'graphql Mutation.changePassword' },
  { what: 'the request', service: 'core', kind: server, name: 'http POST' },
];

/**
 * @param {import('../canaries/trace-collector.mjs').CollectedSpan[]} spans of any traces
 * @returns {string | undefined} what is missing in the trace that ends with the consumer; undefined: nothing
 */
export function whatIsMissing(spans) {
  const last = spans.find((span) => is(links[0], span));
  if (!last) return `no span of ${links[0].what} yet`;
  const chain = chainUpFrom(last, spans);
  const root = chain.at(-1);
  if (root.parentSpanId) return `${told(chain)} is broken: the parent of its last span is nowhere`;
  let place = 0;
  for (const link of links) {
    const found = chain.slice(place).findIndex((span) => is(link, span));
    if (found < 0) return `${told(chain)} lacks ${link.what} (${link.service}: ${link.name})`;
    place += found + 1;
  }
  if (!is(links.at(-1), root)) return `${told(chain)} does not begin with ${links.at(-1).what}`;
  return sqlMissing(chain, spans);
}

/** Statements of auth that were sent while it served the rpc, those of the event's transaction among them. */
function sqlMissing(chain, spans) {
  const serving = chain.find((span) => is(links[2], span));
  const statements = spans.filter(
    ({ service, name, kind }) => service === 'auth' && kind === client && name.startsWith('sql '),
  );
  const ours = statements.filter((span) => chainUpFrom(span, spans).includes(serving));
  const missing = ['sql UPDATE', 'sql WITH', 'sql COMMIT'].filter((name) => !ours.some((span) => span.name === name));
  if (missing.length > 0) return `below the rpc's serving is no ${missing.join(', no ')}, only ${told(ours)}`;
  return undefined;
}

/** The span, its parent, and so on, as far as they are known and belong to one trace. */
export function chainUpFrom(span, spans) {
  const chain = [];
  for (let at = span; at; at = parentOf(at, spans)) chain.push(at);
  return chain;
}

function parentOf({ traceId, parentSpanId }, spans) {
  return spans.find((other) => other.traceId === traceId && other.spanId === parentSpanId);
}

function is({ service, kind, name }, span) {
  return span.service === service && span.kind === kind && span.name === name;
}

function told(chain) {
  return chain.map(({ service, name }) => `[${service}: ${name}]`).join(' ← ');
}
