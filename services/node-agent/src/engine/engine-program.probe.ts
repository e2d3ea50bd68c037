import { stat } from 'node:fs/promises';

/**
 * Whether the file at `program` is another one than the process runs: somebody has put a new version in its place. False
 * while there is none, or nobody can tell.
 */
export async function isReplaced(program: string, pid: number): Promise<boolean> {
  try {
    // Leads to what runs, also when its name has been taken by another file.
    const [runs, stands] = await Promise.all([stat(`/proc/${pid}/exe`), stat(program)]);
    return stands.isFile() && (runs.ino !== stands.ino || runs.dev !== stands.dev);
  } catch {
    return false;
  }
}
