import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addImport, addToList, insertBefore, sortedKeys } from '../edits.mjs';
import { formsOf } from '../names.mjs';
import { files } from '../template.mjs';
import { joinDistribution } from './distribution.mjs';
import { planNoun } from './noun.mjs';

const uses = [
  '@nestjs/common',
  '@nestjs/core',
  '@prisma/client',
  '@vortex/contracts',
  '@vortex/database',
  '@vortex/kit',
].concat('@vortex/messaging', 'reflect-metadata', 'rxjs', 'zod');
const usesInTests = ['@vortex/testing', 'prisma'];

/** Lists the services of the standalone. */
const composition = 'services/standalone/src/services.ts';

/** A service with one noun, part of the standalone. */
export function planService(plan, name, options) {
  const service = formsOf(name);
  if (name.includes('-'))
    plan.refuse(`a service is named by one word, for it names databases and packages too: "${name}"`);
  if (!options.noun) return plan.refuse('--noun <name>: what is the service about?');
  const folder = `services/${service.kebab}`;
  if (existsSync(join(plan.home, folder, 'package.json'))) return plan.refuse(`${folder} exists already`);
  for (const { path, text } of files('service', { service })) plan.create(`${folder}/${path}`, text);
  const manifest = manifestOf(plan.home, service);
  plan.create(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  joinLockFile(plan, folder, manifest);
  joinStandalone(plan, service, manifest);
  joinDistribution(plan, service);
  joinMap(plan, folder, options.noun);
  planNoun(plan, options.noun, { ...options, service: name });
}

/** The same versions as every other service: auth's. */
function manifestOf(home, service) {
  const auth = JSON.parse(readFileSync(join(home, 'services/auth/package.json'), 'utf8'));
  const known = { ...auth.devDependencies, ...auth.dependencies };
  const pick = (names) => Object.fromEntries(names.filter((name) => known[name]).map((name) => [name, known[name]]));
  return {
    name: `@vortex/${service.kebab}`,
    version: auth.version,
    private: true,
    exports: auth.exports,
    dependencies: pick(uses),
    devDependencies: pick(usesInTests),
  };
}

/** What `npm install` would write, without asking a registry: the versions are all there already. */
function joinLockFile(plan, folder, { name, version, dependencies, devDependencies }) {
  plan.editJson('package-lock.json', (lock) => {
    lock.packages[folder] = { name, version, dependencies, devDependencies };
    lock.packages[`node_modules/${name}`] = { resolved: folder, link: true };
    return { ...lock, packages: sortedKeys(lock.packages) };
  });
}

/** Rooms are named for whoever comes new: what stands there is told better by a person later. */
function joinMap(plan, folder, noun) {
  const about = `${noun.replaceAll('-', ' ')} records`;
  plan.edit('README.md', (text) => insertBefore(text, 'services/standalone ', `${folder.padEnd(21)} ${about}\n`));
  plan.edit('docs/architecture.md', (text) =>
    insertBefore(text, '| `services/standalone` ', `| \`${folder}\` | ${about} | \`type:service\` |\n`),
  );
}

function joinStandalone(plan, service, { name, version }) {
  const withService = (manifest) => ({
    ...manifest,
    dependencies: sortedKeys({ ...manifest.dependencies, [name]: version }),
  });
  plan.editJson('services/standalone/package.json', withService);
  plan.editJson('package-lock.json', (lock) => {
    lock.packages['services/standalone'] = withService(lock.packages['services/standalone']);
    return lock;
  });
  plan.edit(composition, (text) =>
    addToList(addImport(text, `import { ${service.camel} } from '${name}';`), 'export const services = [', [
      service.camel,
    ]),
  );
}
