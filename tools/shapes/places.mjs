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

/**
 * A port that nobody uses, below those that the system lends to outgoing connections. Nobody else is given it while this
 * process lives: a socket in Linux's abstract namespace stands for the claim.
 */
export async function freePort() {
  const [lowest, lent, attempts] = [10_000, 32_768, 1_000];
  for (let i = 0; i < attempts; i++) {
    const port = lowest + Math.floor(Math.random() * (lent - lowest));
    const claim = await listening(`\0vortex-port-${port}`);
    if (!claim) continue;
    claim.unref();
    const server = await listening(port, '127.0.0.1');
    if (server) {
      await new Promise((done) => server.close(done));
      return port;
    }
    claim.close();
  }
  throw new Error('no free port');
}

/** Undefined where somebody listens there. */
function listening(...where) {
  return new Promise((done) => {
    const server = createServer().once('error', () => done(undefined));
    server.listen(...where, () => done(server));
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
