/** The name a decorator is applied by: `@Query()`, `@Query` and `@graphql.Query()` are all Query. */
export function decoratorName(decorator) {
  const called = decorator.expression.type === 'CallExpression' ? decorator.expression.callee : decorator.expression;
  return called.type === 'MemberExpression' ? called.property.name : called.name;
}
