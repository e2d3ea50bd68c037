import { allEntries } from './all-entries';
import { mihomoForm, mihomoRules, networkRules, stashForm } from './clash-schema';
import { checkForm, isNetwork } from './template-schema';
import { fieldsOf, listOf, Problems, type TemplateCheck, type TemplateObject, textOf } from './template.errors';

type Client = 'MIHOMO' | 'STASH';

const builtIn = ['DIRECT', 'REJECT', 'REJECT-DROP', 'PASS', 'COMPATIBLE', 'GLOBAL'];
const groupTypes: Readonly<Record<Client, readonly string[]>> = {
  MIHOMO: ['select', 'url-test', 'fallback', 'load-balance'],
  STASH: ['select', 'url-test', 'fallback', 'load-balance', 'relay', 'ssid'],
};
/** What a rule of theirs asks for holds commas itself; its target is what stands behind. */
const compound = new Set(['AND', 'OR', 'NOT']);

export const checkMihomo = (document: TemplateObject): TemplateCheck => checkClash(document, 'MIHOMO');
export const checkStash = (document: TemplateObject): TemplateCheck => checkClash(document, 'STASH');

/** What Clash's kin look at when they load a document: its form, names that are there, once each, rules that lead somewhere. */
function checkClash(document: TemplateObject, client: Client): TemplateCheck {
  const problems = new Problems();
  checkForm(client === 'MIHOMO' ? mihomoForm : stashForm, document, problems);
  const groups = listOf(document['proxy-groups']).map(fieldsOf);
  const own = listOf(document['proxies']).map((proxy) => textOf(fieldsOf(proxy)['name']));
  const names = groups.map(({ name }) => textOf(name));
  problems.distinct(own, (n) => `proxies[${n}].name`);
  problems.distinct(names, (n) => `proxy-groups[${n}].name`);
  const known: Known = {
    targets: new Set([...builtIn, ...own, ...names]),
    providers: new Set(Object.keys(fieldsOf(document['proxy-providers']))),
    ruleSets: new Set(Object.keys(fieldsOf(document['rule-providers']))),
    subRules: new Set(Object.keys(fieldsOf(document['sub-rules']))),
  };
  groups.forEach((group, n) => checkGroup(group, `proxy-groups[${n}]`, known, client, problems));
  checkCircles(groups, problems);
  listOf(document['rules']).forEach((rule, n) => checkRule(textOf(rule), `rules[${n}]`, known, client, problems));
  return { problems: problems.found, taken: [...builtIn, ...own, ...names] };
}

/** Names that may be referred to. */
interface Known {
  readonly targets: ReadonlySet<string>;
  readonly providers: ReadonlySet<string>;
  readonly ruleSets: ReadonlySet<string>;
  readonly subRules: ReadonlySet<string>;
}

function checkGroup(group: TemplateObject, path: string, known: Known, client: Client, problems: Problems): void {
  if (!groupTypes[client].includes(textOf(group['type']))) {
    problems.add(`${path}.type`, 'invalid_value', `Use ${groupTypes[client].join(', ')}.`);
  }
  const members = listOf(group['proxies']);
  const filled = group['use'] !== undefined || group['include-all'] === true || group['include-all-proxies'] === true;
  if (members.length === 0 && !filled) problems.add(`${path}.proxies`, 'required', `Name proxies, or "${allEntries}".`);
  members.forEach((member, n) => {
    if (member === allEntries || known.targets.has(textOf(member))) return;
    problems.add(`${path}.proxies[${n}]`, 'unknown', `There is no "${textOf(member)}".`);
  });
  listOf(group['use']).forEach((provider, n) => {
    if (known.providers.has(textOf(provider))) return;
    problems.add(`${path}.use[${n}]`, 'unknown', `There is no "${textOf(provider)}".`);
  });
}

/** A group must not lead back to itself. */
function checkCircles(groups: readonly TemplateObject[], problems: Problems): void {
  const members = new Map(groups.map((group) => [textOf(group['name']), listOf(group['proxies']).map(textOf)]));
  groups.forEach((group, n) => {
    const reached = new Set<string>();
    const open = [...(members.get(textOf(group['name'])) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(members.get(next) ?? []));
    }
    if (reached.has(textOf(group['name'])))
      problems.add(`proxy-groups[${n}].proxies`, 'circle', 'It leads back to itself.');
  });
}

function checkRule(rule: string, path: string, known: Known, client: Client, problems: Problems): void {
  const parts = rule.split(',').map((part) => part.trim());
  const [type = '', asked = ''] = parts;
  if (rule === '' || parts.length < 2) return problems.add(path, 'not_a_rule', 'This is no rule.');
  if (client === 'MIHOMO' && !mihomoRules.has(type))
    return problems.add(path, 'not_a_rule', `There is no rule "${type}".`);
  if (networkRules.has(type) && !isNetwork(asked)) problems.add(path, 'not_a_network', `"${asked}" is no network.`);
  if (type === 'RULE-SET' && !known.ruleSets.has(asked)) problems.add(path, 'unknown', `There is no "${asked}".`);
  const target = targetOf(type, parts);
  const targets = type === 'SUB-RULE' ? known.subRules : known.targets;
  if (!targets.has(target)) problems.add(path, 'unknown', `It leads to "${target}", which is not there.`);
}

function targetOf(type: string, parts: readonly string[]): string {
  if (type === 'MATCH') return parts[1] ?? '';
  const options = new Set(['no-resolve', 'src']);
  if (compound.has(type) || type === 'SUB-RULE') return parts.filter((part) => !options.has(part)).at(-1) ?? '';
  return parts[2] ?? '';
}
