import { readdirSync, readFileSync } from 'node:fs';

/** Memory of a process, with its share of what it has in common with others. */
export function pssBytes(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1_024;
  } catch {
    return 0; // has ended meanwhile
  }
}

/** The same of a process and all it has started. */
export function pssBytesOfAll(pid: number): number {
  return descendants(pid).reduce((sum, child) => sum + pssBytes(child), pssBytes(pid));
}

function descendants(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => parentOf(other) === pid);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function parentOf(pid: number): number | undefined {
  try {
    // The name of a process may hold anything, so the last bracket is looked for.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 4).split(' ')[0]);
  } catch {
    return undefined;
  }
}
