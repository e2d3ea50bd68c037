/** A column whose values are under envelope encryption. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The column that names the row. */
  readonly key: string;
}
