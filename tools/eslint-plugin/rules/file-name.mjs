import { basename } from 'node:path';
import { decoratorName } from '../decorators.mjs';

const vague = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'shared']);
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.(ts|tsx|mjs|cjs|js)$/;

/** What a class is, and the suffix its file carries for it. */
const roles = [
  { suffix: 'module', is: (node) => decoratorsOf(node).includes('Module') },
  { suffix: 'resolver', is: (node) => decoratorsOf(node).includes('Resolver') },
  { suffix: 'rpc', is: (node) => methodDecoratorsOf(node).includes('Rpc') },
  { suffix: 'consumer', is: (node) => methodDecoratorsOf(node).some((name) => /^Consume(Batch)?$/.test(name)) },
  { suffix: 'repository', is: (node) => node.id?.name.endsWith('Repository') },
  { suffix: 'errors', is: (node) => node.superClass?.name === 'DomainError' },
];

/**
 * kebab-case, a noun that says something, and the suffix of the role the class inside plays.
 * @type {import('eslint').Rule.RuleModule}
 */
const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'Name files by what they are' },
    schema: [{ type: 'object', properties: { roles: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      kebab: '"{{name}}" is not kebab-case with dotted role suffixes.',
      vague: '"{{word}}" says nothing about what is inside: name the file by its noun.',
      version: '"{{name}}" is a version of another file: there is one.',
      role: 'A file with this class is named *.{{suffix}}.ts.',
    },
  },
  create(context) {
    const name = basename(context.filename).replace(/^\./, '');
    const checksRoles = context.options[0]?.roles === true && !name.includes('.spec.');
    return {
      Program(node) {
        if (/^(page|layout|\[.*\]|_.*)\.tsx?$/.test(name)) return;
        if (!kebab.test(name)) context.report({ node, messageId: 'kebab', data: { name } });
        if (/-(v\d+|new|old)\./.test(name)) context.report({ node, messageId: 'version', data: { name } });
        const word = [...name.split('.'), ...foldersOf(context)].find((part) => vague.has(part));
        if (word) context.report({ node, messageId: 'vague', data: { word } });
      },
      ClassDeclaration(node) {
        if (!checksRoles) return;
        const role = roles.find((candidate) => candidate.is(node));
        if (role && !name.endsWith(`.${role.suffix}.ts`)) {
          context.report({ node: node.id ?? node, messageId: 'role', data: { suffix: role.suffix } });
        }
      },
    };
  },
};

export default rule;

/** Folders inside the project: what stands above the room is not ours to name. */
function foldersOf(context) {
  const path = context.filename.replaceAll('\\', '/');
  const inside = /\/(?:apps|services|packages|plugins|tools)\/[^/]+\/(.*)$/.exec(path);
  return inside ? inside[1].split('/').slice(0, -1) : [];
}

function decoratorsOf(node) {
  return (node.decorators ?? []).map(decoratorName);
}

function methodDecoratorsOf(node) {
  return node.body.body.flatMap(decoratorsOf);
}
