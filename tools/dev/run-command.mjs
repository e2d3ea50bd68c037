import { spawn } from 'node:child_process';
import { Stop } from './stop.mjs';
import { quietEnvironment, workspaceRoot } from './workspace.mjs';

/**
 * Runs a command in the workspace's root. Its output is kept and shown only if it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ onLine?: (line: string) => void, remedy: string }} options
 */
export async function runCommand(command, args, { onLine = () => {}, remedy }) {
  const child = spawn(command, args, {
    cwd: workspaceRoot,
    env: { ...process.env, ...quietEnvironment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      for (const line of text.split('\n')) if (line.trim()) onLine(line.trim());
    });
  }
  const name = [command.split('/').at(-1), ...args].join(' ');
  const code = await new Promise((done, failed) => {
    child.once('error', (error) => failed(new Stop(`${name} cannot be run: ${error.message}`, remedy)));
    child.once('close', (exitCode, signal) => done(exitCode ?? signal));
  });
  if (code === 'SIGINT' || code === 'SIGTERM') throw new Stop('Interrupted.', 'Nothing was started.');
  if (code !== 0) throw new Stop(`${name} failed (${code}).`, remedy, output.split('\n').slice(-60).join('\n'));
}
