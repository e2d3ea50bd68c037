import { allEntries } from './all-entries';
import { singBoxForm } from './sing-box-schema';
import { checkForm } from './template-schema';
import { fieldsOf, listOf, Problems, type TemplateCheck, type TemplateObject, textOf } from './template.errors';

/** sing-box refuses what it does not know. */
const sections = new Set([
  ...['$schema', 'log', 'dns', 'ntp', 'certificate', 'certificate_providers', 'http_clients', 'endpoints'],
  ...['inbounds', 'outbounds', 'route', 'services', 'experimental'],
]);

/** What sing-box looks at when it loads a document: sections it has, tags that are there, once each. */
export function checkSingBox(document: TemplateObject): TemplateCheck {
  const problems = new Problems();
  checkForm(singBoxForm, document, problems);
  for (const name of Object.keys(document)) {
    if (!sections.has(name)) problems.add(name, 'unknown_section', 'sing-box has no such section.');
  }
  const outbounds = listOf(document['outbounds']).map(fieldsOf);
  const endpoints = listOf(document['endpoints']).map(fieldsOf);
  const tags = [...outbounds, ...endpoints].map(({ tag }) => textOf(tag));
  const known = new Set(tags);
  const place = (n: number) =>
    n < outbounds.length ? `outbounds[${n}].tag` : `endpoints[${n - outbounds.length}].tag`;
  problems.distinct(tags, place);
  outbounds.forEach((outbound, n) => {
    const groups = ['selector', 'urltest'].includes(textOf(outbound['type']));
    if (groups && listOf(outbound['outbounds']).length === 0)
      problems.add(`outbounds[${n}].outbounds`, 'required', `Name outbounds, or "${allEntries}".`);
    listOf(outbound['outbounds']).forEach((member, m) => {
      if (member === allEntries || known.has(textOf(member))) return;
      problems.add(`outbounds[${n}].outbounds[${m}]`, 'unknown', `There is no "${textOf(member)}".`);
    });
  });
  const inboundTags = listOf(document['inbounds']).map((inbound) => textOf(fieldsOf(inbound)['tag']));
  problems.once(inboundTags, (n) => `inbounds[${n}].tag`);
  const route = fieldsOf(document['route']);
  const leads = (path: string, tag: unknown): void => {
    if (tag === undefined || known.has(textOf(tag))) return;
    problems.add(path, 'unknown', `It leads to "${textOf(tag)}", which is not there.`);
  };
  leads('route.final', route['final']);
  checkResolver(document, problems);
  listOf(route['rules']).forEach((rule, n) => leads(`route.rules[${n}].outbound`, fieldsOf(rule)['outbound']));
  return { problems: problems.found, taken: tags };
}

/** Names of servers are resolved by one of the servers of names. */
function checkResolver(document: TemplateObject, problems: Problems): void {
  const resolver = fieldsOf(document['route'])['default_domain_resolver'];
  const wanted = typeof resolver === 'string' ? resolver : textOf(fieldsOf(resolver)['server']);
  const servers = listOf(fieldsOf(document['dns'])['servers']).map((server) => textOf(fieldsOf(server)['tag']));
  if (wanted !== '' && !servers.includes(wanted))
    problems.add('route.default_domain_resolver', 'unknown', `There is no "${wanted}".`);
}
