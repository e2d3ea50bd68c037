import { node } from '../../process/command.mjs';
import { checks, runChecks } from '../../lint/checks.mjs';

/** The checks of `npm run lint`, one test each. */
export async function runStatic({ home, isExcluded, say }) {
  const made = await node('node_modules/.bin/nx', ['run-many', '-t', 'generate', '--output-style=static'], {
    cwd: home,
  });
  if (made.code !== 0) return { passed: 0, failed: 1, failures: [`generate: ${made.output}`] };
  const chosen = checks.filter(({ name }) => !isExcluded(name));
  const outcomes = await runChecks(home, chosen, ({ check, findings, note, seconds }) => {
    say(
      `${findings.length === 0 ? 'ok' : 'FAIL'} ${check.name} (${seconds.toFixed(1)} s) ${findings.length === 0 ? (note ?? '') : ''}`,
    );
  });
  const broken = outcomes.filter(({ findings }) => findings.length > 0);
  return {
    passed: outcomes.length - broken.length,
    failed: broken.length,
    failures: broken.map(
      ({ check, findings }) => `${check.name}:\n${findings.map((finding) => `  ${finding}`).join('\n')}`,
    ),
  };
}
