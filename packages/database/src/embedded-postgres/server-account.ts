import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The operating-system user a server runs as. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then whoever owns `data` already, else a system user. Undefined: as ourselves. */
export async function serverAccount(data: string): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(data).catch(() => undefined);
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = lines.find((fields) => fields[0] === wanted) ?? [];
    if (name && uid && gid) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/** Runs a program as `account`; from `/`, since the account may not be able to enter our directory. */
export function runAs(account: ServerAccount | undefined, file: string, args: readonly string[]) {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  return run(file, args, { cwd: '/', ...identity });
}

/** Asked of the system rather than read from modes: ancestors, ACLs and mount options count too. */
export async function canEnter(account: ServerAccount, directory: string): Promise<boolean> {
  return runAs(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory]).then(
    () => true,
    () => false,
  );
}
