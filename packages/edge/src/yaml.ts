/** A single-quoted YAML scalar. */
export function yamlString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
