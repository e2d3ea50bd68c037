import type { Outcome } from './outcome';
import type { Caller } from './places';

const about = `# What every operation answers to whom

Made by its test, which compares with it. To have it made anew, remove this file and run
\`npx jest services/standalone/test/access-matrix/access-matrix\`; that run fails for want of a table, and writes one. Read the
difference before you commit it: this is who may do what.

A cell with one answer is the same wherever the rows are. Else it says what is answered for the caller's own rows, then for
those of another tenant; for a customer in between for those of the own tenant that are somebody else's. \`nothing\`: it
succeeded, and found nothing. No answer of any cell shows rows that are not the caller's to see; the test looks.
`;

/** One row, without padding. */
export function rowOf(name: string, outcomes: readonly (readonly Outcome[])[]): string {
  const cells = outcomes.map((each) => (new Set(each).size === 1 ? each[0] : each.join(' / ')));
  return `| ${[`\`${name}\``, ...cells].join(' | ')} |`;
}

export function tableOf(callers: readonly Pick<Caller, 'name'>[], rows: ReadonlyMap<string, string>): string {
  const names = ['operation', ...callers.map(({ name }) => name)];
  // Prettier would fill its cells up to the longest.
  const head = [`| ${names.join(' | ')} |`, `| ${names.map(() => '---').join(' | ')} |`];
  const sorted = [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  const [start, end] = ['<!-- prettier-ignore-start -->', '<!-- prettier-ignore-end -->'];
  return [about, start, ...head, ...sorted, end, ''].join('\n');
}

/** The rows of a table by their operation, without padding. */
export function rowsOf(markdown: string): ReadonlyMap<string, string> {
  const lines = markdown.split('\n').filter((line) => line.startsWith('| `'));
  return new Map(lines.map((line) => [/`(.+?)`/.exec(line)?.[1] ?? '', line.replace(/ +/g, ' ')]));
}
