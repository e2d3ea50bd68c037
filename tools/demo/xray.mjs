import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { runCommand } from '../dev/run-command.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';

const peers = join(workspaceRoot, 'tools/lab/peers');

/** A stock Xray, built from its own pinned module: a client that knows nothing of us. */
export async function stockXray() {
  const version = createHash('sha256')
    .update(readFileSync(join(peers, 'go.sum')))
    .digest('hex')
    .slice(0, 12);
  const program = join(workspaceRoot, `node_modules/.cache/vortexpanel/xray-${version}`);
  if (existsSync(program)) return program;
  mkdirSync(dirname(program), { recursive: true });
  process.env.CGO_ENABLED = '0';
  const draft = `${program}.${process.pid}`;
  const build = ['build', '-C', peers, '-trimpath', '-o', draft, 'github.com/xtls/xray-core/main'];
  await runCommand('go', build, { remedy: 'The clients of the demonstration are built with Go.' });
  renameSync(draft, program);
  return program;
}

/** Starts it with a configuration in its own JSON, and waits until its proxies answer. */
export async function startXray(program, config, ports) {
  const child = spawn(program, ['run', '-c', 'stdin:'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (said = `${said}${text}`.slice(-8_000)));
  child.stdin.end(JSON.stringify(config));
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const ended = new Promise((done) => child.once('close', done));
  let isOver = false;
  void ended.then(() => (isOver = true));
  for (const port of ports) {
    while (!(await answers(port))) {
      if (isOver) throw new Error(`the client has ended:\n${said}`);
      await new Promise((done) => setTimeout(done, 25));
    }
  }
  return {
    output: () => said,
    async stop() {
      process.off('exit', killAtExit);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function answers(port) {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}
