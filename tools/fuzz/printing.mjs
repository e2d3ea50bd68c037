import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

/**
 * The text of an operation and its variables.
 *
 * @param {{ kind: string, selections: import('./operations.mjs').Selection[] }} operation
 * @param {(value: unknown) => unknown} resolve makes stand-ins real
 */
export function print(operation, resolve) {
  const state = { resolve, variables: {}, declarations: new Map(), fragments: [] };
  const body = selectionSet(operation.selections, state);
  if (/\$no\b/.test(body + state.fragments.join())) declare(state, 'no', 'Boolean!', false);
  if (/\$yes\b/.test(body + state.fragments.join())) declare(state, 'yes', 'Boolean!', true);
  const declared = [...state.declarations].map(([name, type]) => `$${name}: ${type}`).join(', ');
  const head = `${operation.kind}${declared ? ` (${declared})` : ''}`;
  return { query: [`${head} ${body}`, ...state.fragments].join('\n'), variables: state.variables };
}

function declare(state, name, type, value) {
  state.declarations.set(name, type);
  state.variables[name] = value;
}

function selectionSet(selections, state) {
  return `{ ${selections.map((selection) => fieldText(selection, state)).join(' ')} }`;
}

function fieldText(selection, state) {
  const { on, field, alias, directive, args, selections, wrap } = selection;
  const given = args.map((argument) => argumentText(argument, state)).join(', ');
  const name = `${alias ? `${alias}: ` : ''}${field.name}`;
  const below = selections.length > 0 ? ` ${selectionSet(selections, state)}` : '';
  const text = `${name}${given ? `(${given})` : ''}${directive ? ` ${directive}` : ''}${below}`;
  if (wrap === 'inline') return `... on ${on} { ${text} }`;
  if (wrap === 'plain') return text;
  const fragment = `f${state.fragments.length}`;
  state.fragments.push(`fragment ${fragment} on ${on} { ${text} }`);
  return `...${fragment}`;
}

function argumentText({ arg, value, inline }, state) {
  const real = state.resolve(value);
  const literal = inline ? literalOf(real, arg.type) : undefined;
  if (literal !== undefined && literal.length < 2_000) return `${arg.name}: ${literal}`;
  const name = `v${state.declarations.size}`;
  declare(state, name, String(arg.type), real);
  return `${arg.name}: $${name}`;
}

/** As it would stand in the text, where it can. */
function literalOf(value, type) {
  if (isNonNullType(type)) return literalOf(value, type.ofType);
  if (value === null || value === undefined) return 'null';
  if (isListType(type)) {
    return Array.isArray(value) ? `[${value.map((item) => literalOf(item, type.ofType)).join(', ')}]` : undefined;
  }
  if (isEnumType(type)) return /^[A-Za-z_]\w*$/.test(value) ? value : JSON.stringify(value);
  if (isInputObjectType(type)) return objectOf(value, type);
  return typeof value === 'object' ? undefined : JSON.stringify(value);
}

function objectOf(value, type) {
  if (typeof value !== 'object') return JSON.stringify(value);
  const fields = type.getFields();
  const texts = Object.entries(value).map(([name, item]) => [name, fields[name] && literalOf(item, fields[name].type)]);
  if (texts.some(([, text]) => text === undefined)) return undefined;
  return `{ ${texts.map(([name, text]) => `${name}: ${text}`).join(', ')} }`;
}
