// Turns services/core/schema into what is typed by it: core's resolver types and the sdk's operations.
// `--check` writes nothing and fails when a generated file is stale.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const load = createRequire(import.meta.url);
const { codegen } = load('@graphql-codegen/core');
const { buildASTSchema, Kind, parse, print, validate, visit } = load('graphql');
const prettier = load('prettier');

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const schemaFolder = join(root, 'services/core/schema');
const operationsFolder = join(root, 'packages/sdk/operations');
const banner = '// Generated from services/core/schema by tools/graphql. DO NOT EDIT.\n';

const typescript = {
  scalars: { DateTime: 'string', Bytes: 'string' },
  enumsAsTypes: true,
  useTypeImports: true,
  immutableTypes: true,
  skipTypename: true,
  defaultScalarType: 'unknown',
};

const schema = parse(joined(schemaFolder));
const documents = read(operationsFolder).map(({ name, text }) => ({ location: name, document: parse(text) }));
reportInvalid();

const targets = [
  {
    filename: 'services/core/src/generated/schema.ts',
    plugins: { typescript: load('@graphql-codegen/typescript') },
    // Resolvers take and give native values; the scalars read and write them as text.
    config: {
      ...typescript,
      scalars: { DateTime: { input: 'Date', output: 'Date' }, Bytes: { input: 'bigint', output: 'bigint' } },
    },
  },
  {
    filename: 'packages/sdk/src/generated/operations.ts',
    plugins: {
      types: load('@graphql-codegen/typescript-operations'),
      documents: {
        plugin: () => documents.map(({ location }) => `export * from './operations/${nounOf(location)}';`).join('\n'),
      },
    },
    documents: true,
    config: { ...typescript, onlyOperationTypes: true },
  },
  // A file for each noun, so that a page carries no texts but of those it asks for.
  ...documents.map(({ location }) => ({
    filename: `packages/sdk/src/generated/operations/${nounOf(location)}.ts`,
    plugins: { documents: { plugin: (_, files) => operations(files, location) } },
    documents: true,
    config: {},
  })),
  {
    filename: 'services/core/src/generated/trusted-operations.ts',
    plugins: { trusted: { plugin: (_, files) => trusted(files) } },
    documents: true,
    config: {},
  },
];

const stale = [];
for (const target of targets) {
  const path = join(root, target.filename);
  const text = await render(target, path);
  if (text === current(path)) continue;
  if (process.argv.includes('--check')) stale.push(target.filename);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
if (stale.length > 0) {
  console.error(`Generated GraphQL types are stale: ${stale.join(', ')}. Run: npx nx run graphql-tool:regenerate`);
  process.exit(1);
}

async function render({ filename, plugins, config, documents: wanted }, path) {
  const text = await codegen({
    filename,
    schema,
    documents: wanted ? documents : [],
    config,
    plugins: Object.keys(plugins).map((name) => ({ [name]: {} })),
    pluginMap: plugins,
  });
  const options = await prettier.resolveConfig(path);
  return prettier.format(`${banner}${text}`, { ...options, filepath: path });
}

/** Operations as text with their types, so that a page carries no GraphQL parser. */
function operations(files, location) {
  const own = texts(files).filter((operation) => operation.location === location);
  const types = own.flatMap(({ type }) => [type, `${type}Variables`]);
  const constants = own.map(({ name, type, text }) => {
    return `export const ${name}: Operation<${type}, ${type}Variables> = { name: '${name}', text: \`${text}\` };`;
  });
  return [
    "import type { Operation } from '../../operation';",
    `import type { ${types.join(', ')} } from '../operations';`,
    ...constants,
  ].join('\n');
}

function nounOf(location) {
  return basename(location, '.graphql');
}

/** The operations of our own apps by the SHA-256 of their text: what callers may send where nothing else is allowed. */
function trusted(files) {
  const entries = texts(files).map(({ text }) => {
    return `  '${createHash('sha256').update(text).digest('hex')}': \`${text}\`,`;
  });
  return `export const trustedOperations: Readonly<Record<string, string>> = {\n${entries.join('\n')}\n};`;
}

function texts(files) {
  const definitions = files.flatMap(({ document }) => document.definitions);
  const fragments = new Map(
    definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((f) => [f.name.value, f]),
  );
  return files.flatMap(({ location, document }) =>
    document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map((definition) => {
        const name = definition.name.value;
        const type = `${name}${definition.operation[0].toUpperCase()}${definition.operation.slice(1)}`;
        const text = [definition, ...usedFragments(definition, fragments)].map(print).join('\n');
        return { location, name, type, text };
      }),
  );
}

function usedFragments(node, fragments, used = new Map()) {
  visit(node, {
    FragmentSpread({ name }) {
      if (used.has(name.value)) return;
      used.set(name.value, fragments.get(name.value));
      usedFragments(fragments.get(name.value), fragments, used);
    },
  });
  return [...used.values()];
}

function reportInvalid() {
  const all = { kind: Kind.DOCUMENT, definitions: documents.flatMap(({ document }) => document.definitions) };
  const errors = validate(buildASTSchema(schema), all);
  if (errors.length === 0) return;
  for (const error of errors) console.error(`${error.message}\n  in ${print(error.nodes?.[0] ?? all).split('\n')[0]}`);
  process.exit(1);
}

function read(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ name: relative(root, join(folder, name)), text: readFileSync(join(folder, name), 'utf8') }));
}

function joined(folder) {
  return read(folder)
    .map(({ text }) => text)
    .join('\n');
}

function current(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
