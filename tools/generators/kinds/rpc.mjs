import { addImport, append, appendToBlock } from '../edits.mjs';
import { formsOf } from '../names.mjs';
import { part } from '../template.mjs';

/** A method of a noun's contract, its handler and its use case. */
export function planRpc(plan, name, options) {
  if (!options.service) return plan.refuse('--service <name>: which service answers it?');
  if (!options.noun) return plan.refuse('--noun <name>: which of its nouns is it about?');
  const [service, noun, rpc] = [formsOf(options.service), formsOf(options.noun, options.plural), formsOf(name)];
  const permission = options.permission ?? `${service.kebab}.${noun.kebab}.${rpc.snake.split('_')[0]}`;
  const values = { service, noun, rpc, permission };
  const folder = `services/${service.kebab}/src/${noun.plural.kebab}`;
  const contract = `packages/contracts/proto/vortex/${service.snake}/v1/${noun.snake}.proto`;
  plan.edit(contract, (text) => {
    if (text.includes(`rpc ${rpc.pascal}(`)) throw new Error(`rpc ${rpc.pascal} exists already`);
    const withMethod = appendToBlock(text, `service ${noun.pascal}Service {`, part('rpc/method.proto', values));
    return append(withMethod, part('rpc/messages.proto', values));
  });
  plan.edit(`${folder}/${noun.kebab}.rpc.ts`, (text) => {
    const contractImport = `import type { ${rpc.pascal}Request } from '@vortex/contracts/${service.kebab}';`;
    return appendToBlock(
      addImport(text, contractImport),
      `export class ${noun.pascal}Rpc {`,
      `\n${part('rpc/handler.ts', values)}`,
    );
  });
  plan.edit(`${folder}/${noun.kebab}.service.ts`, (text) =>
    appendToBlock(text, `export class ${noun.pascal}Service {`, `\n${part('rpc/use-case.ts', values)}`),
  );
}
