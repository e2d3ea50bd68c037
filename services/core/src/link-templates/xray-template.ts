import { checkForm } from './template-schema';
import { fieldsOf, listOf, Problems, type TemplateCheck, type TemplateObject, textOf } from './template.errors';
import { knownOutbounds, xrayForm } from './xray-schema';

/** Xray takes an entry's own outbound by this tag, and as the first one it is where traffic goes by default. */
export const entryTag = 'proxy';

const sections = new Set([
  ...['remarks', 'version', 'log', 'api', 'dns', 'routing', 'policy', 'inbounds', 'outbounds', 'transport', 'stats'],
  ...['reverse', 'fakedns', 'metrics', 'observatory', 'burstObservatory', 'geodata', 'meta'],
]);

/** What Xray looks at when it loads a document: tags that are there, once each. */
export function checkXray(document: TemplateObject): TemplateCheck {
  const problems = new Problems();
  checkForm(xrayForm, document, problems);
  for (const name of Object.keys(document)) {
    if (!sections.has(name)) problems.add(name, 'unknown_section', 'Xray has no such section.');
  }
  const outbounds = listOf(document['outbounds']).map(fieldsOf);
  const tags = [entryTag, ...outbounds.map(({ tag }) => textOf(tag))];
  problems.distinct(tags, (n) => `outbounds[${n - 1}].tag`);
  outbounds.forEach(({ protocol }, n) => {
    if (textOf(protocol) === '') problems.add(`outbounds[${n}].protocol`, 'required', 'It needs a protocol.');
    else if (!knownOutbounds.has(textOf(protocol).toLowerCase()))
      problems.add(`outbounds[${n}].protocol`, 'invalid_value', `Use ${[...knownOutbounds].join(', ')}.`);
  });
  const inboundTags = listOf(document['inbounds']).map((inbound) => textOf(fieldsOf(inbound)['tag']));
  problems.once(inboundTags, (n) => `inbounds[${n}].tag`);
  const routing = fieldsOf(document['routing']);
  const balancers = new Set(listOf(routing['balancers']).map((balancer) => textOf(fieldsOf(balancer)['tag'])));
  listOf(routing['rules']).forEach((rule, n) => {
    const { outboundTag, balancerTag } = fieldsOf(rule);
    if (outboundTag !== undefined && !tags.includes(textOf(outboundTag))) {
      problems.add(`routing.rules[${n}].outboundTag`, 'unknown', `There is no "${textOf(outboundTag)}".`);
    }
    if (balancerTag !== undefined && !balancers.has(textOf(balancerTag))) {
      problems.add(`routing.rules[${n}].balancerTag`, 'unknown', `There is no "${textOf(balancerTag)}".`);
    }
  });
  return { problems: problems.found, taken: [] };
}
