// Turns proto/ into TypeScript (src/gen), Go (gen/go), one entry file per service, and the catalogue of what the
// options on methods, messages and fields say. `--check` writes nothing and fails when the sources on disk are stale.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const buf = join(home, '../../node_modules/.bin/buf');
const check = process.argv.includes('--check');
const target = check ? mkdtempSync(join(tmpdir(), 'contracts-')) : home;

execFileSync(buf, ['generate', '--output', target], { cwd: home, stdio: 'inherit' });
const image = JSON.parse(execFileSync(buf, ['build', '-o', '-#format=json'], { cwd: home, maxBuffer: 1 << 28 }));
const own = image.file.filter((file) => file.package.startsWith('vortex.'));
const gen = join(target, 'src/gen');

writeFileSync(join(gen, 'catalog.ts'), catalogue());
for (const [service, files] of byService()) writeFileSync(join(gen, `${service}.ts`), entry(files));
if (check) reportStale();

function byService() {
  const services = new Map();
  for (const file of own) {
    const service = file.package.split('.')[1];
    services.set(service, [...(services.get(service) ?? []), file]);
  }
  return services;
}

function entry(files) {
  const lines = files.map((file) => {
    const names = [
      ...(file.messageType ?? []).map((m) => m.name),
      ...(file.enumType ?? []).map((e) => e.name),
      ...(file.service ?? []).flatMap((s) => [`${s.name}Service`, `type ${s.name}Server`, `type ${s.name}Client`]),
    ];
    return names.length ? `export { ${names.join(', ')} } from './${file.name.replace(/\.proto$/, '')}';` : '';
  });
  return `${banner()}${lines.filter(Boolean).join('\n')}\n`;
}

function catalogue() {
  const rpcs = own.flatMap((file) =>
    (file.service ?? []).flatMap((service) =>
      service.method.map((method) => [
        `/${file.package}.${service.name}/${method.name}`,
        {
          permission: method.options?.['[vortex.common.v1.permission]'] ?? null,
          idempotent: ['NO_SIDE_EFFECTS', 'IDEMPOTENT'].includes(method.options?.idempotencyLevel),
        },
      ]),
    ),
  );
  const messages = own.flatMap((file) => (file.messageType ?? []).map((message) => ({ file, message })));
  const events = messages
    .filter(({ message }) => message.options?.['[vortex.common.v1.event]'])
    .map(({ file, message }) => [
      `${file.package}.${message.name}`,
      message.options['[vortex.common.v1.consumers]'] ?? [],
    ]);
  const redacted = new Set(
    messages.flatMap(({ message }) =>
      (message.field ?? []).filter((f) => f.options?.debugRedact).map((f) => f.jsonName),
    ),
  );
  return `${banner()}/** What the options of a gRPC method say, by its path. \`permission\` is null where the option is missing. */
export interface RpcPolicy {
  readonly permission: string | null;
  /** May be repeated without harm, so a client may retry it. */
  readonly idempotent: boolean;
}

export const rpcPolicies: Readonly<Record<string, RpcPolicy>> = ${JSON.stringify(Object.fromEntries(rpcs), null, 2)};

/** The services that consume an event, by its full name. */
export const eventConsumers: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(Object.fromEntries(events), null, 2)};

/** Full names of the messages that are events. */
export const eventTypes: ReadonlySet<string> = new Set(Object.keys(eventConsumers));

/** Names of fields that must never be written to a log or a trace. */
export const redactedFields: readonly string[] = ${JSON.stringify([...redacted].sort(), null, 2)};
`;
}

function banner() {
  return '// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.\n';
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => relative(folder, join(item.parentPath ?? item.path, item.name)))
    .sort();
}

function reportStale() {
  const stale = ['src/gen', 'gen/go'].flatMap((part) => {
    const [fresh, current] = [join(target, part), join(home, part)];
    const names = new Set([...filesBelow(fresh), ...filesBelow(current)]);
    return [...names]
      .filter((name) => content(join(fresh, name)) !== content(join(current, name)))
      .map((n) => join(part, n));
  });
  rmSync(target, { recursive: true });
  if (stale.length === 0) return;
  console.error(`Generated contracts are stale: ${stale.join(', ')}. Run: npx nx run contracts:regenerate`);
  process.exit(1);
}

function content(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
