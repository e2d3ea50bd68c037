import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where Debian and others put podman's own programs. */
const folders = ['/usr/lib/podman', '/usr/libexec/podman'];
/** The network in which containers find each other by name. Of podman's older one, CNI, names are an extra that may be missing. */
const network = ['netavark', 'aardvark-dns'];

export const hasNetwork = () => network.every(isThere);

/** What must be installed to start the compose file with podman and is not, by Debian's names. */
export function missingForCompose() {
  const { status } = spawnSync('podman-compose', ['--version'], { stdio: 'ignore' });
  return [...(status === 0 ? [] : ['podman-compose']), ...network.filter((name) => !isThere(name))];
}

function isThere(program) {
  return folders.some((folder) => existsSync(`${folder}/${program}`));
}
