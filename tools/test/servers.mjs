import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { quietEnvironment } from '../dev/workspace.mjs';

/**
 * PostgreSQL, Redis and RabbitMQ for the whole run: those the environment names, or ones of our own. They live as long
 * as their standard input is open, so they end with us however we end.
 * @param {string} home
 * @param {(line: string) => void} say
 * @returns {Promise<{ environment: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function startServers(home, say) {
  const program = [
    '--conditions=source',
    '-r',
    './tools/typescript/register.cjs',
    'packages/testing/src/servers-command.ts',
  ];
  const child = spawn(process.execPath, program, {
    cwd: home,
    env: { ...process.env, ...quietEnvironment },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C is for us to hear: the servers outlive what still uses them.
    detached: true,
  });
  const told = [];
  createInterface({ input: child.stderr }).on('line', (line) => (told.push(line), say(line)));
  const closed = new Promise((resolve) => child.once('close', resolve));
  const first = new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const answer = await Promise.race([first, closed.then(() => undefined)]);
  if (answer === undefined) throw new Error(`the servers did not start:\n${told.join('\n')}`);
  const stop = async () => {
    child.stdin.end();
    await closed;
  };
  return { environment: JSON.parse(answer), stop };
}
