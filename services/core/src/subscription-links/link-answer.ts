/** By their names in lower case. */
export type HeaderFields = Readonly<Record<string, string>>;

export interface LinkAnswer {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: string | Uint8Array;
}

/** What an answer carries unless it says otherwise: a list is nothing for a browser to render. */
const guards: HeaderFields = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Its headers as they are sent: names and values in turn. Made for each answer, so nothing is made on the way. */
export function fieldsOf({ status, headers, body }: LinkAnswer): string[] {
  const fields: string[] = [];
  for (const name in guards) if (!(name in headers)) fields.push(name, guards[name] ?? '');
  for (const name in headers) fields.push(name, headers[name] ?? '');
  if (status !== 304) fields.push('content-length', String(Buffer.byteLength(body)));
  return fields;
}

/** What a stranger is answered, whatever it was that it asked for. */
export const notThere: LinkAnswer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: 'Not found.\n',
};

export function tooMany(retryAfterSeconds: number): LinkAnswer {
  return {
    status: 429,
    headers: { ...notThere.headers, 'retry-after': String(retryAfterSeconds) },
    body: 'Too many requests.\n',
  };
}

export function withStatus(status: number): LinkAnswer {
  return { status, headers: notThere.headers, body: '' };
}
