import { addImport, addToList } from '../edits.mjs';
import { formsOf } from '../names.mjs';
import { files, part } from '../template.mjs';
import { addToEvents } from './noun.mjs';

/** An event of a service, and the beginning of a consumer of it in another. */
export function planEvent(plan, name, options) {
  if (!options.service) return plan.refuse('--service <name>: which service tells it?');
  if (!options.noun) return plan.refuse('--noun <name>: which of its nouns does it happen to?');
  if (!options.consumer) return plan.refuse('--consumer <service>: who listens?');
  const values = {
    service: formsOf(options.service),
    noun: formsOf(options.noun, options.plural),
    consumer: formsOf(options.consumer),
    event: { ...formsOf(name), words: sentence(name) },
  };
  const { service, noun, consumer, event } = values;
  const folder = `services/${consumer.kebab}`;
  if (!plan.has(`services/${service.kebab}/src/service.ts`)) plan.refuse(`there is no service "${service.kebab}"`);
  if (!plan.has(`${folder}/src/service.ts`)) return plan.refuse(`there is no service "${consumer.kebab}"`);
  addToEvents(plan, service, part('contract/event.proto', values));
  for (const { path, text } of files('event', values)) plan.create(`${folder}/src/${noun.plural.kebab}/${path}`, text);
  const line = `import { ${event.pascal}Consumer } from './${noun.plural.kebab}/${event.kebab}.consumer';`;
  plan.edit(`${folder}/src/${consumer.kebab}.module.ts`, (text) =>
    addToList(addImport(text, line), 'providers: [', [`${event.pascal}Consumer`]),
  );
}

function sentence(name) {
  const words = name.replaceAll('-', ' ');
  return words[0].toUpperCase() + words.slice(1);
}
