import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Stop } from '../dev/stop.mjs';
import { workspaceRoot } from '../dev/workspace.mjs';
import { command } from '../process/command.mjs';

const patienceMs = 120_000;

/** Builds stock clients, each from its own pinned module, and answers with where they are. */
export async function stockPrograms(names) {
  const lab = join(workspaceRoot, 'tools/lab');
  const { code, stdout, output } = await command('go', ['run', './cmd/peer', ...names], {
    cwd: lab,
  });
  if (code !== 0) throw new Stop('The clients could not be built.', 'They are built with Go 1.26.', output);
  const paths = stdout.trim().split('\n');
  return Object.fromEntries(names.map((name, n) => [name, paths[n]]));
}

/** Starts a program, and waits until there are proxies at all its ports. */
export async function startProgram([program, args], host, ports) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (said = `${said}${text}`.slice(-8_000)));
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  let isOver = false;
  const ended = new Promise((done) => child.once('close', done)).then(() => (isOver = true));
  const running = {
    output: () => said,
    async stop() {
      process.off('exit', killAtExit);
      child.kill('SIGKILL');
      await ended;
    },
  };
  const deadline = performance.now() + patienceMs;
  for (const port of ports) {
    while (!(await answers(host, port))) {
      if (isOver) throw new Error(`${args.join(' ')} has ended:\n${said}`);
      if (performance.now() > deadline) throw new Error(`${args.join(' ')} does not listen:\n${said}`);
      await new Promise((done) => setTimeout(done, 25));
    }
  }
  return running;
}

function answers(host, port) {
  return new Promise((done) => {
    const socket = connect({ host, port });
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}
