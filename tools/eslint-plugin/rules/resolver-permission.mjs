import { decoratorName } from '../decorators.mjs';

const roots = new Set(['Query', 'Mutation', 'Subscription']);
const permissions = new Set(['Permission', 'Public', 'Authenticated']);

/**
 * Every way into the graph says, on the method itself, who may take it.
 * @type {import('eslint').Rule.RuleModule}
 */
const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'State a permission on every root resolver' },
    schema: [],
    messages: {
      missing: '{{method}} states no permission: add @Permission("…"), @Authenticated() or @Public().',
      several: '{{method}} states more than one permission.',
    },
  },
  create(context) {
    return {
      MethodDefinition(node) {
        const names = (node.decorators ?? []).map(decoratorName);
        // @Query is also what @nestjs/common calls a query-string parameter; that one never stands on a method.
        const isRoot = names.some(
          (name) => roots.has(name) || (name === 'ResolveField' && isRootType(node.parent.parent)),
        );
        if (!isRoot) return;
        const stated = names.filter((name) => permissions.has(name));
        const data = { method: node.key.name ?? 'This method' };
        if (stated.length === 0) context.report({ node: node.key, messageId: 'missing', data });
        if (stated.length > 1) context.report({ node: node.key, messageId: 'several', data });
      },
    };
  },
};

export default rule;

/** `@Resolver('Query')`, `@Resolver(() => Query)`, or a bare `@Resolver()`, whose fields can only be a root's. */
function isRootType(classNode) {
  const resolver = (classNode.decorators ?? []).find((decorator) => decoratorName(decorator) === 'Resolver');
  const type = resolver?.expression.arguments?.[0];
  if (!resolver) return false;
  if (!type) return true;
  if (type.type === 'Literal') return roots.has(type.value);
  return type.type === 'ArrowFunctionExpression' && type.body.type === 'Identifier' && roots.has(type.body.name);
}
