import { basename } from 'node:path';

/**
 * `process.env`, however it is spelled, is read in `config.ts` alone, where a schema parses it.
 * @type {import('eslint').Rule.RuleModule}
 */
const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'Read the environment in config.ts only' },
    schema: [],
    messages: { elsewhere: 'Read the environment in config.ts, where a schema parses it, and pass the value on.' },
  },
  create(context) {
    if (basename(context.filename) === 'config.ts') return {};
    const report = (node) => context.report({ node, messageId: 'elsewhere' });
    const isProcess = (node) =>
      (node.type === 'Identifier' && node.name === 'process') ||
      (node.type === 'MemberExpression' && isGlobal(node.object) && nameOf(node) === 'process');
    return {
      MemberExpression(node) {
        if (isProcess(node.object) && nameOf(node) === 'env') report(node);
      },
      VariableDeclarator(node) {
        if (node.id.type !== 'ObjectPattern' || !node.init || !isProcess(node.init)) return;
        const env = node.id.properties.find((property) => property.type === 'Property' && keyOf(property) === 'env');
        if (env) report(env);
      },
      ImportSpecifier(node) {
        if (/^(node:)?process$/.test(String(node.parent.source.value)) && keyOf(node, 'imported') === 'env')
          report(node);
      },
    };
  },
};

export default rule;

function isGlobal(node) {
  return node.type === 'Identifier' && (node.name === 'globalThis' || node.name === 'global');
}

function nameOf(member) {
  return member.computed
    ? member.property.type === 'Literal'
      ? member.property.value
      : undefined
    : member.property.name;
}

function keyOf(node, field = 'key') {
  return node[field].name ?? node[field].value;
}
