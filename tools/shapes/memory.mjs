import { readdirSync, readFileSync } from 'node:fs';

/** Processes and all they started. PostgreSQL has a group of its own but stays a child. */
export function processTree(roots) {
  const parents = parentsOfAll();
  const tree = new Set(roots);
  for (let grown = true; grown;) {
    grown = false;
    for (const [pid, parent] of parents) {
      if (!tree.has(pid) && tree.has(parent)) grown = Boolean(tree.add(pid));
    }
  }
  return [...tree];
}

/**
 * The proportional set size in MB: memory that several processes share is counted once.
 *
 * @param {readonly number[]} pids
 */
export function proportionalSetSize(pids) {
  return Math.round(pids.map(pssOf).reduce((sum, size) => sum + size, 0) / 1024);
}

export function isAlive(pid) {
  return /^State:\s+[^Z]/m.test(read(`/proc/${pid}/status`));
}

function parentsOfAll() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => [Number(pid), Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1])]);
}

function pssOf(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
