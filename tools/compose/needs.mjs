import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where packages put what lets containers find each other by name: netavark's, and that of CNI. */
const nameServers = [
  '/usr/lib/podman/aardvark-dns',
  '/usr/libexec/podman/aardvark-dns',
  '/usr/lib/cni/dnsname',
  '/usr/libexec/cni/dnsname',
  '/opt/cni/bin/dnsname',
];

/** What must be installed to start the compose file with podman and is not, by Debian's names. */
export function missingForCompose() {
  const { status } = spawnSync('podman-compose', ['--version'], { stdio: 'ignore' });
  return [
    ...(status === 0 ? [] : ['podman-compose']),
    ...(nameServers.some((path) => existsSync(path)) ? [] : ['golang-github-containernetworking-plugin-dnsname']),
  ];
}
