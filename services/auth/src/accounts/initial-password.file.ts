import { open, rename, rm } from 'node:fs/promises';

/**
 * Leaves the password at `path` for whoever started the service, readable by this user only. On disk before this
 * resolves, and never half written; replaces what an earlier start that did not get further has left.
 */
export async function leaveInitialPassword(path: string, password: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${password}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
