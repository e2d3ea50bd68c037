import { allEntries } from './all-entries';
import { fieldsOf, listOf, Problems, type TemplateCheck, type TemplateObject, textOf } from './template.errors';

const builtIn = ['DIRECT', 'REJECT', 'REJECT-DROP', 'PASS', 'COMPATIBLE', 'GLOBAL'];
const groupTypes = new Set(['select', 'url-test', 'fallback', 'load-balance', 'relay', 'smart']);
const withoutTarget = new Set(['AND', 'OR', 'NOT', 'SUB-RULE']);
const modes = new Set(['rule', 'global', 'direct']);

/** What Clash's kin look at when they load a document: names that are there, once each, and rules that lead somewhere. */
export function checkClash(document: TemplateObject): TemplateCheck {
  const problems = new Problems();
  const groups = listOf(document['proxy-groups']).map(fieldsOf);
  const own = listOf(document['proxies']).map((proxy) => textOf(fieldsOf(proxy)['name']));
  const names = groups.map(({ name }) => textOf(name));
  problems.distinct(own, (n) => `proxies[${n}].name`);
  problems.distinct(names, (n) => `proxy-groups[${n}].name`);
  const known = new Set([...builtIn, ...own, ...names]);
  groups.forEach((group, n) => checkGroup(group, `proxy-groups[${n}]`, known, problems));
  listOf(document['rules']).forEach((rule, n) => checkRule(textOf(rule), `rules[${n}]`, known, problems));
  const mode = document['mode'];
  if (mode !== undefined && !modes.has(textOf(mode).toLowerCase())) {
    problems.add('mode', 'invalid_value', 'Use rule, global or direct.');
  }
  for (const name of ['port', 'socks-port', 'mixed-port', 'redir-port', 'tproxy-port']) {
    const port = document[name];
    if (port !== undefined && !isPort(port)) problems.add(name, 'not_a_port', 'This is no port.');
  }
  return { problems: problems.found, taken: [...builtIn, ...own, ...names] };
}

function checkGroup(group: TemplateObject, path: string, known: ReadonlySet<string>, problems: Problems): void {
  if (!groupTypes.has(textOf(group['type']))) {
    problems.add(`${path}.type`, 'invalid_value', `Use ${[...groupTypes].join(', ')}.`);
  }
  const members = listOf(group['proxies']);
  const filled = group['use'] !== undefined || group['include-all'] === true || group['include-all-proxies'] === true;
  if (members.length === 0 && !filled) problems.add(`${path}.proxies`, 'required', `Name proxies, or "${allEntries}".`);
  members.forEach((member, n) => {
    if (member === allEntries || known.has(textOf(member))) return;
    problems.add(`${path}.proxies[${n}]`, 'unknown', `There is no "${textOf(member)}".`);
  });
}

function checkRule(rule: string, path: string, known: ReadonlySet<string>, problems: Problems): void {
  const parts = rule.split(',').map((part) => part.trim());
  const [type = ''] = parts;
  if (rule === '' || parts.length < 2) return problems.add(path, 'not_a_rule', 'This is no rule.');
  if (withoutTarget.has(type)) return;
  const target = type === 'MATCH' ? parts[1] : parts[2];
  if (!known.has(target ?? '')) problems.add(path, 'unknown', `It leads to "${target ?? ''}", which is not there.`);
}

function isPort(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535;
}
