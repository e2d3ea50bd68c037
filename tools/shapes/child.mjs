import { spawn } from 'node:child_process';
import { workspaceRoot } from '../dev/workspace.mjs';

const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/**
 * A process under test: what it prints is kept, and it is never left behind.
 *
 * @typedef {ReturnType<typeof startChild>} Child
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} environment instead of our own settings, not added to them
 * @param {string} [program] default: this Node
 */
export function startChild(args, environment, program = process.execPath) {
  const child = spawn(program, args, {
    cwd: workspaceRoot,
    env: { ...withoutSettings(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, as a terminal would give it.
    detached: true,
  });
  let output = '';
  const watchers = new Set();
  const hear = (text) => {
    output += text;
    for (const watcher of watchers) watcher();
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const ended = new Promise((done) => child.once('close', (code, signal) => done(code ?? signal)));
  running.add(child);
  void ended.then(() => running.delete(child));
  return {
    pid: child.pid,
    ended,
    output: () => output,
    /** To the process alone. */
    signal: (name) => child.kill(name),
    /** As when a terminal is closed, or `| head` has seen enough. */
    closeOutput: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    /** As Ctrl-C does: to everybody in the group. */
    interrupt: () => process.kill(-child.pid, 'SIGINT'),
    /** Resolves with the match; rejects when the process ends without it. */
    prints: (pattern) =>
      new Promise((done, failed) => {
        const look = () => {
          const match = pattern.exec(output);
          if (!match) return;
          watchers.delete(look);
          done(match);
        };
        watchers.add(look);
        look();
        void ended.then((code) => failed(new Error(`ended with ${code} before printing ${pattern}:\n${output}`)));
      }),
  };
}

/** Settings of whoever runs the tests must not leak into what is tested. */
function withoutSettings(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('VORTEX_')));
}
