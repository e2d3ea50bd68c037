/** Sends anything to the API, and reads the answer without believing anything of it. */
export async function post(url, { body, headers = {}, method = 'POST' }) {
  const startedAt = performance.now();
  const answer = await fetch(`${url}/graphql`, { method, headers, body, signal: AbortSignal.timeout(30_000) });
  const text = await answer.text();
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text,
    ms: performance.now() - startedAt,
  };
}

export function operationRequest({ query, variables }, token, headers = {}) {
  return {
    body: JSON.stringify({ query, variables }),
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
  };
}

/** For what must succeed. */
export async function ask(url, query, variables, token, headers) {
  const { text } = await post(url, operationRequest({ query, variables }, token, headers));
  const { data, errors } = JSON.parse(text);
  if (errors) throw new Error(`${query}\n${JSON.stringify(errors)}`);
  return data;
}
