import type { SelectedField } from './selected-field';

/** Writes something as JSON. */
export type Writer<T> = (value: T) => string;

/**
 * Writes what is selected of an object, each field by its own writer.
 * @returns undefined where one of them has none
 */
export function objectText<T>(
  type: string,
  selected: readonly SelectedField[],
  writerOf: (field: SelectedField) => Writer<T> | undefined,
): Writer<T> | undefined {
  const parts: { readonly name: string; readonly write: Writer<T> }[] = [];
  for (const field of selected) {
    const write = field.name === '__typename' ? () => JSON.stringify(type) : writerOf(field);
    if (!write) return undefined;
    parts.push({ name: `${parts.length === 0 ? '{' : ','}${JSON.stringify(field.key)}:`, write });
  }
  return (value) => {
    let text = '';
    for (const { name, write } of parts) text += name + write(value);
    return `${text}}`;
  };
}

export function listText<T>(values: readonly T[], write: Writer<T>): string {
  let text = '';
  for (const value of values) text += text === '' ? write(value) : `,${write(value)}`;
  return `[${text}]`;
}
