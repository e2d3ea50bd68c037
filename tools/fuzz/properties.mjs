const slowestMs = 10_000;

/** What the platform says when it understands and does not do it. */
const expected = new Set([
  'INVALID_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'FAILED_PRECONDITION',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'RESOURCE_EXHAUSTED',
  'UNIMPLEMENTED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** What is wrong with an answer, in a sentence; undefined when nothing is. */
export function problemOf({ status, type, text, ms }, { sent, hidden, said = new Set(), method = 'POST' }) {
  if (ms > slowestMs) return `it took ${Math.round(ms)} ms`;
  if (status >= 500) return `status ${status}`;
  const leak = leakIn(text, { sent, hidden, said });
  if (leak) return leak;
  if (method === 'HEAD') return undefined;
  if (method === 'OPTIONS' && text === '') return undefined;
  if (!/json/.test(type)) return `content type ${type}`;
  return problemOfBody(text);
}

/**
 * A row of somebody else in an answer. What its tenant has `said` itself comes back from the audit log, word for word
 * within a string: that is none.
 */
export function leakIn(text, { sent, hidden, said }) {
  const isLeaked = (secret) => {
    if (sent.includes(secret)) return false;
    return (said.has(secret) ? text.replaceAll(`\\"${secret}\\"`, '') : text).includes(secret);
  };
  const leaked = hidden.find((secret) => text.includes(secret) && isLeaked(secret));
  return leaked && `a row of another tenant: ${leaked}`;
}

/** The same for what came over a socket. */
export function problemOfBody(text) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return 'no JSON';
  }
  if (answer === null || typeof answer !== 'object' || !('data' in answer || 'errors' in answer)) return 'no GraphQL';
  return problemOfErrors(answer.errors);
}

export function problemOfErrors(errors) {
  if (errors === undefined) return undefined;
  if (!Array.isArray(errors) || errors.length === 0) return 'errors without an error';
  const untyped = errors.find((error) => typeof error.message !== 'string' || !expected.has(error.extensions?.code));
  return untyped && `the code ${untyped.extensions?.code}`;
}

/** Lines of a log that nobody wants to read at night. */
export function alarmsIn(log) {
  return log
    .split('\n')
    .filter((line) => /"level":"(error|fatal)"|unhandled|uncaught|MaxListenersExceeded/i.test(line));
}
