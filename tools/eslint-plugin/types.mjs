/** Asks TypeScript what things are. A rule that needs it refuses to run without type information. */
export function typesOf(context) {
  const services = context.sourceCode.parserServices;
  if (!services?.program) throw new Error(`${context.id} needs type information: lint this file with projectService.`);
  const checker = services.program.getTypeChecker();
  return {
    /** Whether an expression's type, or a class or alias it comes from, bears one of these names. */
    isNamed(node, names) {
      const type = services.getTypeAtLocation(node);
      return familyOf(type, checker).some((name) => names.has(name));
    },
  };
}

function familyOf(type, checker, seen = new Set()) {
  if (seen.has(type)) return [];
  seen.add(type);
  const own = [type.aliasSymbol?.name, type.getSymbol()?.name].filter(Boolean);
  const parts = type.isUnionOrIntersection() ? type.types : [];
  const bases = type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
  // A generic class such as Database<Client> is a reference; its bases hang on what it refers to.
  const target = type.target && type.target !== type ? [type.target] : [];
  return [...own, ...[...parts, ...bases, ...target].flatMap((next) => familyOf(next, checker, seen))];
}
