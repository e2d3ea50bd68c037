import type { SelectedField } from './selected-field';

/**
 * A field of `Query` that writes its answer from what the database says, without an object for each row. It stands in for
 * a resolver, and answers what that would.
 */
export interface WrittenField {
  readonly name: string;
  /** Of that resolver. */
  readonly permission: string;
  /** @returns undefined for what it cannot write */
  prepare(selected: readonly SelectedField[]): WrittenAnswer | undefined;
}

/** JSON, in the scope of whoever asks. The arguments are as the schema has them. */
export type WrittenAnswer = (args: Readonly<Record<string, unknown>>) => Promise<string>;
