/**
 * The end of a run: what each runner came to, what failed, and the line that counts.
 * @param {readonly { name: string, passed: number, failed: number, seconds: number, failures: readonly string[] }[]} outcomes
 * @param {readonly string[]} excluded
 */
export function summary(outcomes, excluded) {
  const sum = (count) => outcomes.reduce((total, outcome) => total + outcome[count], 0);
  const failures = outcomes.flatMap(({ name, failures: texts }) => texts.map((text) => `✖ ${name}: ${text}`));
  return [
    '',
    ...failures,
    '',
    ...table(outcomes),
    ...(excluded.length > 0 ? [`excluded by name: ${excluded.join(', ')}`] : []),
    `${sum('passed')} passed, ${sum('failed')} failed`,
  ].join('\n');
}

function table(outcomes) {
  const rows = outcomes.map(({ name, passed, failed, seconds }) => [
    name,
    `${passed} passed`,
    `${failed} failed`,
    `${seconds.toFixed(1)} s`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length), 0));
  return rows.map(([name, ...counts]) =>
    [name.padEnd(widths[0]), ...counts.map((cell, i) => cell.padStart(widths[i + 1]))].join('  '),
  );
}
