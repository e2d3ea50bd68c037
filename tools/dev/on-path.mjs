import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a command can be found where commands are looked for. */
export function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
