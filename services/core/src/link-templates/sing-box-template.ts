import { allEntries } from './all-entries';
import { fieldsOf, listOf, Problems, type TemplateCheck, type TemplateObject, textOf } from './template.errors';

/** sing-box refuses what it does not know. */
const sections = new Set([
  ...['$schema', 'log', 'dns', 'ntp', 'certificate', 'certificate_providers', 'http_clients', 'endpoints'],
  ...['inbounds', 'outbounds', 'route', 'services', 'experimental'],
]);

/** What sing-box looks at when it loads a document: sections it has, tags that are there, once each. */
export function checkSingBox(document: TemplateObject): TemplateCheck {
  const problems = new Problems();
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
    if (textOf(outbound['type']) === '') problems.add(`outbounds[${n}].type`, 'required', 'It needs a type.');
    listOf(outbound['outbounds']).forEach((member, m) => {
      if (member === allEntries || known.has(textOf(member))) return;
      problems.add(`outbounds[${n}].outbounds[${m}]`, 'unknown', `There is no "${textOf(member)}".`);
    });
  });
  const route = fieldsOf(document['route']);
  const leads = (path: string, tag: unknown): void => {
    if (tag === undefined || known.has(textOf(tag))) return;
    problems.add(path, 'unknown', `It leads to "${textOf(tag)}", which is not there.`);
  };
  leads('route.final', route['final']);
  listOf(route['rules']).forEach((rule, n) => leads(`route.rules[${n}].outbound`, fieldsOf(rule)['outbound']));
  return { problems: problems.found, taken: tags };
}
