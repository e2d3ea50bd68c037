import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rules = 'infrastructure/prometheus/alerts.yml';

/** Where figures are registered. */
const rooms = ['packages/kit/src', ...['auth', 'core', 'nodes', 'backup'].map((name) => `services/${name}/src`)];
const engine = 'services/tunnel/internal/metrics';

/** Alerts speak of figures that somebody tells, or they would keep silent for ever. */
export function alerts(home) {
  const sources = [...rooms.flatMap((room) => read(home, room, '.ts')), ...read(home, engine, '.go')];
  const known = new Set(sources.flatMap(registeredIn));
  const named = namedIn(readFileSync(join(home, rules), 'utf8'));
  const findings = [...named].filter((name) => !known.has(name)).map((name) => `${rules}: nobody tells of ${name}`);
  return { findings, note: `${named.size} figures of ${known.size}` };
}

/** The figures a source registers. A histogram is three. */
export function registeredIn(source) {
  const names = (pattern) => [...source.matchAll(pattern)].map(([, name]) => name ?? '');
  const histograms = names(/new Histogram\(\{\s*name:\s*'(\w+)'/g);
  return [
    ...names(/new (?:Counter|Gauge)\(\{\s*name:\s*'(\w+)'/g),
    ...names(/\.(?:counter|gauge|lookUp)\(\s*'(\w+)'/g),
    ...names(/prometheus\.NewDesc\("(\w+)"/g),
    ...histograms.flatMap((name) => ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`)),
  ];
}

/** The figures of ours that rules name, wherever they do. */
export function namedIn(text) {
  const lines = text.split('\n').filter((line) => !line.trim().startsWith('#'));
  return new Set(lines.flatMap((line) => line.match(/\bvortex_\w+/g) ?? []));
}

function read(home, folder, ending) {
  return readdirSync(join(home, folder), { recursive: true })
    .filter((path) => path.endsWith(ending))
    .map((path) => readFileSync(join(home, folder, path), 'utf8'));
}
