import { join } from 'node:path';
import { goModules } from '../../lint/checks/go.mjs';
import { command } from '../../process/command.mjs';

export async function runGo({ home, excluded, say }) {
  const outcomes = [];
  for (const folder of goModules(home)) {
    // Programs that the tests stand against are built by the first of them, which takes minutes.
    const { code, stdout, output } = await command('go', ['test', '-json', '-timeout=30m', './...'], {
      cwd: join(home, folder),
      timeoutMs: 40 * 60_000,
    });
    const outcome = goOutcome(stdout, excluded);
    if (code !== 0 && outcome.failed === 0)
      outcomes.push({ passed: 0, failed: 1, failures: [`${folder}: ${output.trim()}`] });
    else outcomes.push(outcome);
    say(`${folder}: ${outcome.passed} passed, ${outcome.failed} failed`);
  }
  return {
    passed: outcomes.reduce((sum, outcome) => sum + outcome.passed, 0),
    failed: outcomes.reduce((sum, outcome) => sum + outcome.failed, 0),
    failures: outcomes.flatMap((outcome) => outcome.failures),
  };
}

/**
 * @param {string} stdout what `go test -json` printed: an event a line
 * @param {readonly string[]} excluded
 */
export function goOutcome(stdout, excluded) {
  const events = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  const printed = new Map();
  const failures = [];
  const broken = new Set();
  let passed = 0;
  for (const event of events) {
    const { Action: action, Test: test, Package: pkg, ImportPath: imported, FailedBuild: build } = event;
    const name = test ? `${pkg} ${test}` : (pkg ?? imported);
    if (action.endsWith('output')) printed.set(name, `${printed.get(name) ?? ''}${event.Output}`);
    if (test && action === 'pass') passed += 1;
    if (test && action === 'skip' && !excluded.some((part) => name.includes(part))) {
      failures.push(`${name} (skipped, not excluded)`);
    }
    // A package that does not build, or dies between its tests, fails without one of them.
    if (action === 'fail' && (test || !broken.has(pkg))) failures.push(`${name}\n${printed.get(build ?? name) ?? ''}`);
    if (action === 'fail') broken.add(pkg);
  }
  return { passed, failed: failures.length, failures };
}
