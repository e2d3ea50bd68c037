import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { addImport, addToList, append } from '../edits.mjs';
import { formsOf } from '../names.mjs';
import { files, part } from '../template.mjs';

/** A business noun of a service: a file for each role, its table, its contract. */
export function planNoun(plan, name, options) {
  if (!options.service) return plan.refuse('--service <name>: which service owns it?');
  const service = formsOf(options.service);
  const noun = formsOf(name, options.plural);
  const values = { service, noun };
  const folder = `services/${service.kebab}`;
  if (!plan.has(`${folder}/src/service.ts`)) return plan.refuse(`there is no service "${service.kebab}"`);
  for (const { path, text } of files('noun', values)) plan.create(`${folder}/src/${noun.plural.kebab}/${path}`, text);
  plan.edit(`${folder}/prisma/schema.prisma`, (text) => append(text, part('noun-model.prisma', values)));
  plan.create(
    `${folder}/prisma/migrations/${nextNumber(plan.home, folder)}_${noun.snake}/migration.sql`,
    part('noun-migration.sql', values),
  );
  plan.edit(`${folder}/src/${service.kebab}.module.ts`, (text) => withProviders(text, noun));
  planContract(plan, values);
}

function planContract(plan, { service, noun }) {
  const folder = `packages/contracts/proto/vortex/${service.snake}/v1`;
  plan.create(`${folder}/${noun.snake}.proto`, part('contract/noun.proto', { service, noun }));
  addToEvents(plan, service, part('contract/noun-events.proto', { service, noun }));
}

export function addToEvents(plan, service, text) {
  const path = `packages/contracts/proto/vortex/${service.snake}/v1/events.proto`;
  if (!plan.has(path)) plan.create(path, part('contract/events.proto', { service }));
  plan.edit(path, (proto) => append(proto, text));
}

function withProviders(text, noun) {
  const roles = ['repository', 'service', 'rpc'];
  const className = (role) => `${noun.pascal}${role[0].toUpperCase()}${role.slice(1)}`;
  const imported = roles.reduce(
    (all, role) => addImport(all, `import { ${className(role)} } from './${noun.plural.kebab}/${noun.kebab}.${role}';`),
    text,
  );
  return addToList(imported, 'providers: [', roles.map(className));
}

function nextNumber(home, folder) {
  const migrations = join(home, folder, 'prisma/migrations');
  const numbers = existsSync(migrations) ? readdirSync(migrations).map((name) => Number.parseInt(name, 10) || 0) : [];
  return String(Math.max(0, ...numbers) + 1).padStart(4, '0');
}
