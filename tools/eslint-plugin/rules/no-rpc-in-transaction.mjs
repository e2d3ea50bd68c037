import { typesOf } from '../types.mjs';

const clients = new Set(['RpcClient']);
const databases = new Set(['Database']);

/**
 * A remote call inside a transaction holds rows locked for as long as a stranger likes. The callback of `db.run(…)` is
 * searched, and so are the methods of the same class that it calls.
 * @type {import('eslint').Rule.RuleModule}
 */
const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'Make no rpc inside a database transaction' },
    schema: [],
    messages: { inside: 'A remote call inside a transaction: call before it, or add an event to the outbox.' },
  },
  create(context) {
    const types = () => typesOf(context);
    const visitorKeys = context.sourceCode.visitorKeys;
    const reported = new Set();

    function search(node, methods, seen) {
      if (node.type === 'CallExpression') visitCall(node, methods, seen);
      for (const key of visitorKeys[node.type] ?? []) {
        for (const child of [node[key]].flat()) if (child) search(child, methods, seen);
      }
    }

    function visitCall(node, methods, seen) {
      const { callee } = node;
      if (callee.type !== 'MemberExpression') return;
      if (types().isNamed(callee.object, clients) && !reported.has(node)) {
        reported.add(node);
        context.report({ node, messageId: 'inside' });
      }
      const own = callee.object.type === 'ThisExpression' ? methods.get(callee.property.name) : undefined;
      if (own && !seen.has(own)) search(own, methods, seen.add(own));
    }

    return {
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || callee.property.name !== 'run') return;
        if (!types().isNamed(callee.object, databases)) return;
        const methods = methodsAround(node);
        for (const argument of node.arguments) {
          const named = namedMethod(argument, methods);
          search(named ?? argument, methods, new Set());
        }
      },
    };
  },
};

export default rule;

/** `db.run(this.charge)` and `db.run(this.charge.bind(this))` hand over a method by name. */
function namedMethod(argument, methods) {
  const bound = argument.type === 'CallExpression' && argument.callee.property?.name === 'bind';
  const member = bound ? argument.callee.object : argument;
  if (member.type !== 'MemberExpression' || member.object.type !== 'ThisExpression') return undefined;
  return methods.get(member.property.name);
}

function methodsAround(node) {
  let scope = node;
  while (scope && scope.type !== 'ClassBody') scope = scope.parent;
  const members = scope?.body ?? [];
  return new Map(
    members
      .filter((member) => ['MethodDefinition', 'PropertyDefinition'].includes(member.type) && member.value)
      .map((member) => [member.key.name, member.value]),
  );
}
