import { ask, operationRequest, post } from './api.mjs';
import { headersOf, tenantOf } from './callers.mjs';
import { print } from './printing.mjs';
import { leakIn, problemOf } from './properties.mjs';
import { follow } from './sockets.mjs';

const importText =
  'mutation ($uploadId: ID!, $dryRun: Boolean!) { importUsers(uploadId: $uploadId, dryRun: $dryRun) { rows valid problems { line column code message } job { id } } }';

/**
 * Does one case, and answers with what was sent, what came back, and what is wrong with that.
 *
 * @param {string} url @param {import('./world.mjs').World} world
 */
export async function send(url, world, one) {
  const headers = await headersOf(one.caller, world);
  const tenant = tenantOf(one.caller);
  if (one.kind === 'socket') return followed(url, world, one, headers, tenant);
  const request = await requestOf(url, world, one, headers);
  if (!request) return { sent: '', answer: { status: 0, text: '' }, problem: undefined };
  const sent = String(request.body ?? '');
  const foreign = world.hear(tenant, sent);
  const answer = await post(url, request);
  const problem = problemOf(answer, { sent, ...foreign, method: request.method }) ?? accepted(one, answer);
  return { sent, answer, problem };
}

function accepted({ kind }, { status, text }) {
  if (kind !== 'over a limit') return undefined;
  const isRefused = (status === 400 || status === 413) && !/"data":\{/.test(text);
  return isRefused ? undefined : `not refused: ${status}`;
}

async function requestOf(url, world, { kind, caller, operation, request, file, dryRun }, headers) {
  if (kind === 'operation') {
    const resolve = world.resolverFor(caller.home);
    return operationRequest(print(operation, resolve), undefined, headers);
  }
  if (kind !== 'file') return { ...request, headers: { ...headers, ...request.headers } };
  const upload = await fetch(`${url}/files/uploads`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'text/csv' },
    body: file,
  });
  if (upload.status >= 500) throw new Error(`an upload was answered with ${upload.status}: ${await upload.text()}`);
  const { id } = await upload.json().catch(() => ({}));
  if (typeof id !== 'string') return undefined;
  return operationRequest({ query: importText, variables: { uploadId: id, dryRun } }, undefined, headers);
}

async function followed(url, world, { caller, operation, noise }, headers, tenant) {
  const payload = print(operation, world.resolverFor(caller.home));
  const sent = JSON.stringify(payload);
  const foreign = world.hear(tenant, sent);
  const { text, problem } = await follow(url, { headers, payload, noise });
  return { sent, answer: { status: 101, text }, problem: leakIn(text, { sent, ...foreign }) ?? problem };
}

/** Asks until the platform is whole again; what a restart took away is back by then. */
export async function whole(url, world) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const well = await healthOf(url, world).catch(() => false);
    if (well) return;
    if (Date.now() > deadline) throw new Error('the platform did not become whole within 30 s');
    await new Promise((done) => setTimeout(done, 200));
  }
}

async function healthOf(url, world) {
  const { systemStatus } = await ask(
    url,
    '{ systemStatus { state } inbounds(page: { first: 1 }) { nodes { id } } accounts(page: { first: 1 }) { nodes { id } } backups(page: { first: 1 }) { nodes { id } } }',
    {},
    await world.people.keeper(),
  );
  return systemStatus.state === 'OK';
}
