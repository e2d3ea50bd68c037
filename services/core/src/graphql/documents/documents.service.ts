import { Injectable } from '@nestjs/common';
import { BREAK, type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import { assertWithinLimits, mostCharacters, mostTokens } from '../limits/document-limits';
import { OperationRefused } from '../limits/operation.errors';
import { type Fragments, fragmentsOf } from '../limits/operation-size';
import { InvalidDocument } from './invalid-document.graphql';
import { hashOf } from './document-hash';

/** A text that has been read, measured and found valid. */
export interface PreparedDocument {
  readonly hash: string;
  readonly text: string;
  readonly document: DocumentNode;
  readonly fragments: Fragments;
  readonly introspects: boolean;
}

/** Characters of all texts that are kept. What is parsed of them takes some eighty times as much memory. */
const keptCharacters = 400_000;
/** SHA-256 in hexadecimal. */
const hashLength = 64;

/**
 * Reads each text once. Only what is valid is kept, by the hash of its whole text, so nothing of one document is ever
 * taken for a part of another: a fragment belongs to the text it stands in.
 */
@Injectable()
export class Documents {
  private readonly kept = new LRUCache<string, PreparedDocument>({
    maxSize: keptCharacters,
    sizeCalculation: ({ text }) => text.length + 1,
  });

  /** For Apollo Server, which asks by a key that ends with the hash. */
  readonly store = {
    get: (key: string): Promise<DocumentNode | undefined> =>
      Promise.resolve(this.kept.get(key.slice(-hashLength))?.document),
    set: (): Promise<void> => Promise.resolve(),
    delete: (): Promise<boolean> => Promise.resolve(false),
  };

  /** Throws InvalidDocument, or OperationRefused for what goes beyond the limits. */
  prepare(schema: GraphQLSchema, text: string): PreparedDocument {
    if (text.length > mostCharacters) throw new OperationRefused('operation_too_long', mostCharacters);
    const hash = hashOf(text);
    const known = this.kept.get(hash);
    if (known) return known;
    const document = read(text);
    assertWithinLimits(document);
    const errors = validate(schema, document, undefined, { maxErrors: 20, hideSuggestions: true });
    if (errors.length > 0) throw new InvalidDocument(errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')));
    const prepared = { hash, text, document, fragments: fragmentsOf(document), introspects: introspects(document) };
    this.kept.set(hash, prepared);
    return prepared;
  }
}

function read(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: mostTokens });
  } catch (error) {
    if (error instanceof GraphQLError) throw new InvalidDocument([coded(error, 'GRAPHQL_PARSE_FAILED')]);
    throw error;
  }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}

/** Also where a fragment hides it: the name is looked for in the whole text. */
function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      if (name.value !== '__schema' && name.value !== '__type') return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}
