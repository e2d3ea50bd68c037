import { checks, runChecks } from '../../lint/checks.mjs';

/** The checks of `npm run lint`, one test each. */
export async function runStatic({ home, isExcluded, say }) {
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
