/** The values of one statement, and the names they have in it. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** @returns e.g. `$3::uuid` */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

export function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}
