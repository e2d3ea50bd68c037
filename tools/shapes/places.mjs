import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test, and its removal. Open to all, since PostgreSQL is another user when we are root. */
export function temporaryFolder(name) {
  const path = mkdtempSync(join(tmpdir(), `vortex-${name}-`));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A port nobody uses now. */
export function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Asks for the health until every part is well. */
export function isWell(url, child) {
  return answers(`${url}/healthz`, child, {}, async (answer) => answer.ok && (await answer.json()).state === 'ok');
}

/** Asks until the answer is good; a process that ended meanwhile ends the asking. */
export async function answers(url, child, options = {}, isGood = (answer) => answer.ok) {
  const deadline = Date.now() + 90_000;
  let ended;
  void child?.ended.then((code) => (ended = code));
  for (;;) {
    const answer = await fetch(url, options).catch(() => undefined);
    if (answer && (await isGood(answer))) return answer;
    if (ended !== undefined) throw new Error(`ended with ${ended} before ${url} answered:\n${child.output()}`);
    if (Date.now() > deadline) throw new Error(`${url} does not answer (${answer?.status}):\n${child?.output() ?? ''}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
