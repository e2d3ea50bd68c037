import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { quietEnvironment } from '../dev/workspace.mjs';

const home = join(import.meta.dirname, '../..');

/**
 * Programs that stand beside what they are about: `<project>/bench/<name>.bench.ts`, `<project>/soak/<name>.soak.ts`,
 * or `.mjs` of the tools.
 * @param {string} kind
 * @returns {{ name: string, path: string }[]}
 */
export function programs(kind) {
  return ['packages', 'services', 'tools']
    .flatMap((room) => namesIn(room).map((name) => `${room}/${name}/${kind}`))
    .flatMap((folder) => namesIn(folder).map((file) => `${folder}/${file}`))
    .flatMap((path) => {
      const [, name] = new RegExp(`/([^/]+)\\.${kind}\\.(?:ts|mjs)$`).exec(path) ?? [];
      return name ? [{ name, path }] : [];
    });
}

/** With which core and the standalone are started. */
const asStarted = '--max-semi-space-size=32';

/** Runs a TypeScript program in the foreground and answers with its exit code. */
export function runProgram(path, args = [], environment = {}) {
  const register = join(home, 'tools/typescript/register.cjs');
  const child = spawn(
    process.execPath,
    ['--expose-gc', asStarted, '--conditions=source', '-r', register, join(home, path), ...args],
    {
      cwd: home,
      env: { ...process.env, ...quietEnvironment, ...environment },
      stdio: 'inherit',
    },
  );
  // Ctrl-C reaches the child by itself; it ends, and we with it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function namesIn(folder) {
  return existsSync(join(home, folder)) ? readdirSync(join(home, folder)).sort() : [];
}
