import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { workspaceRoot } from './workspace.mjs';

const lockFile = join(workspaceRoot, 'package-lock.json');
const installedFile = join(workspaceRoot, 'node_modules/.package-lock.json');
const stampFile = join(workspaceRoot, 'node_modules/.vortex-installed');

/** Native packages differ by platform. */
function wantedStamp() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  return `${lock} ${process.platform}-${process.arch}`;
}

export function isInstalled() {
  const stamp = wantedStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true;
  if (!wasInstalledByHand()) return false;
  writeFileSync(stampFile, stamp);
  return true;
}

/** `npm ci` typed by a person leaves no stamp of ours, but npm's own list of what it put there. */
function wasInstalledByHand() {
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => entry.optional || !path.includes('node_modules/') || isSame(entry, installed[path]),
  );
}

function isSame(wanted, installed) {
  return installed !== undefined && wanted.version === installed.version && wanted.integrity === installed.integrity;
}

/** For what works with whatever is installed: a fresh clone has nothing at all. */
export async function ensureAnythingInstalled() {
  if (!existsSync(join(workspaceRoot, 'node_modules'))) await ensureInstalled();
}

/** Installs what package-lock.json names, if that changed since the last time. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await step('Installing packages', async (note) => {
    const npm = process.env.npm_execpath;
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    note('once, and when package-lock.json changes');
    await runCommand(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, {
      remedy: 'Check that npm is installed and reaches its registry (npm ping), then start again.',
    });
    writeFileSync(stampFile, wantedStamp());
  });
}
