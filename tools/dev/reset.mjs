import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { isHomeInUse } from './preflight.mjs';
import { home } from './settings.mjs';
import { Stop } from './stop.mjs';

const marker = 'vortex-home.json';
/** What the standalone makes in its home beside the database. The mark stays: the folder is still ours, whatever else is in it. */
const owned = ['run', 'secrets'];

/**
 * Makes sure that deleting the installation is meant.
 *
 * @param {{ confirmed: boolean }} options whether the answer has been given already
 * @returns whether there is something to delete
 */
export async function confirmReset({ confirmed }) {
  if (!existsSync(join(home, marker))) {
    console.log(`${home} holds no installation: nothing to delete.`);
    return false;
  }
  if (await isHomeInUse()) throw new Stop(`${home} is in use.`, 'Stop the running installation first.');
  if (!confirmed) await ask();
  return true;
}

/** Deletes the installation: its database, wherever it lives, and its keys. Needs the packages to be built. */
export async function reset() {
  const { EmbeddedPostgres } = createRequire(import.meta.url)('../../packages/database/dist/index.js');
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  await EmbeddedPostgres.remove(join(home, 'postgres'), quiet);
  for (const name of owned) rmSync(join(home, name), { recursive: true, force: true });
  console.log(`✔ Deleted the installation in ${home}`);
}

async function ask() {
  if (!process.stdin.isTTY) {
    throw new Stop('--reset deletes all data and nobody is here to ask.', 'Add --yes to mean it.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = `This deletes the database and the keys in ${home} for good. Type yes to go on: `;
  const answer = await terminal.question(question);
  terminal.close();
  if (answer.trim().toLowerCase() !== 'yes') {
    throw new Stop('Nothing was deleted.', 'Start without --reset to keep what is there.');
  }
}
