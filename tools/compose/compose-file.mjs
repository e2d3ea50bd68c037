import { execFileSync } from 'node:child_process';

const read = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))';

/** docker-compose.yml with its anchors resolved; podman-compose brings the YAML of Python. */
export function readCompose(file) {
  return JSON.parse(execFileSync('python3', ['-c', read, file], { encoding: 'utf8' }));
}

/** Images that are not of this repository. */
export function imagesOfOthers({ services }) {
  return Object.values(services)
    .map(({ image }) => image)
    .filter((image) => !image.startsWith('vortexpanel/'));
}

/** What a container is asked to find out whether it is well; our own images bring theirs. */
export function healthCheckOf({ healthcheck }) {
  if (!healthcheck) return ['node', '/healthcheck.mjs'];
  const [kind, ...command] = healthcheck.test;
  return kind === 'CMD' ? command : ['sh', '-c', command[0].replaceAll('$$', '$')];
}

/** `${NAME:-default}` where NAME is not set. */
export function defaultOf(text) {
  return text.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}
