import { type DocumentNode, Kind, visit } from 'graphql';
import { OperationRefused, ReservedName } from './operation.errors';
import { fragmentsOf, OperationSizes } from './operation-size';

/** Of an operation's text. The longest of ours has under 4,000. */
export const mostCharacters = 32 * 1024;
/** What the parser reads before it gives up. */
export const mostTokens = 1_200;

const limits = {
  /** Enough for the introspection query of common tools, which goes 15 deep; ours need six. */
  levels: 16,
  /** Each fragment counted wherever it is spread. */
  fields: 500,
  /** An alias repeats a root field as often as it likes: without an end, one request would be a hundred logins. */
  rootFields: 10,
  aliases: 30,
  fragments: 30,
  /** Of one name in one selection. The standard rules compare each with each. */
  repetitions: 3,
} as const;

/**
 * Bounds what a document may ask for. It is cheap in the length of the text, and runs before GraphQL's own rules, some of
 * which take quadratic time: half a second for the text `{ a{s} a{s} … }` of two thousand tokens.
 */
export function assertWithinLimits(document: DocumentNode): void {
  const sizes = new OperationSizes(fragmentsOf(document));
  let fragments = 0;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments += 1;
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { levels, fields, rootFields } = sizes.of(definition);
    if (levels > limits.levels) throw new OperationRefused('operation_too_deep', limits.levels);
    if (fields > limits.fields) throw new OperationRefused('operation_too_large', limits.fields);
    if (rootFields > limits.rootFields) throw new OperationRefused('too_many_root_fields', limits.rootFields);
  }
  if (fragments > limits.fragments) throw new OperationRefused('too_many_fragments', limits.fragments);
  assertNames(document);
}

function assertNames(document: DocumentNode): void {
  let aliases = 0;
  visit(document, {
    Field({ alias }) {
      if (!alias) return;
      aliases += 1;
      if (aliases > limits.aliases) throw new OperationRefused('too_many_aliases', limits.aliases);
      // Also because `__proto__` is no key like others to JavaScript.
      if (alias.value.startsWith('__')) throw new ReservedName(alias.value);
    },
    SelectionSet({ selections }) {
      const seen = new Map<string, number>();
      for (const selection of selections) {
        if (selection.kind !== Kind.FIELD) continue;
        const key = (selection.alias ?? selection.name).value;
        const times = (seen.get(key) ?? 0) + 1;
        if (times > limits.repetitions) throw new OperationRefused('too_many_repetitions', limits.repetitions);
        seen.set(key, times);
      }
    },
  });
}
