/**
 * What a spreadsheet would take for a formula, and run: a cell that begins so is written behind an apostrophe, which
 * spreadsheets take for "this is text" (OWASP, CSV injection).
 */
const formula = /^[=+\-@\t\r＝＋－＠]/u;
/** A number is no formula, though it may begin with a sign. */
const number = /^[+-]?\d+(\.\d+)?$/;

export function defused(cell: string): string {
  return formula.test(cell) && !number.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before it was defused. */
export function undefused(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
}
