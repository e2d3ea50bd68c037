import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { node } from '../../process/command.mjs';

/** All runners together stay below half an hour; jest is most of it. */
const limitMs = 15 * 60_000;

/** All jest projects. What is skipped, or left to do, counts as failed unless it is excluded by name. */
export async function runJest({ home, environment, excluded, say }) {
  const place = mkdtempSync(join(tmpdir(), 'jest-'));
  const results = join(place, 'results.json');
  try {
    const reporter = join(home, 'tools/test/jest-reporter.cjs');
    const args = ['--ci', '--maxWorkers=2', '--json', `--outputFile=${results}`, `--reporters=${reporter}`];
    const { code, output } = await node('node_modules/.bin/jest', args, {
      cwd: home,
      environment,
      onOutput: say.raw,
      timeoutMs: limitMs,
    });
    const outcome = jestOutcome(JSON.parse(readFileSync(results, 'utf8')), { home, excluded });
    return withExit(outcome, code, output);
  } catch (error) {
    return { passed: 0, failed: 1, failures: [`jest left no results: ${error.message}`] };
  } finally {
    rmSync(place, { recursive: true });
  }
}

/**
 * @param {any} results what `jest --json` wrote
 * @param {{ home: string, excluded: readonly string[] }} options
 */
export function jestOutcome(results, { home, excluded }) {
  let passed = 0;
  const failures = [];
  for (const file of results.testResults) {
    const path = relative(home, file.name);
    if (file.status === 'failed' && file.assertionResults.length === 0) failures.push(`${path} could not run`);
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') passed += 1;
      else if (status === 'failed') failures.push(`${path}: ${fullName}`);
      else if (!excluded.some((name) => `${path} ${fullName}`.includes(name)))
        failures.push(`${path}: ${fullName} (${status}, not excluded)`);
    }
  }
  return { passed, failed: failures.length, failures };
}

/**
 * Jest forgives what keeps it alive, and errors between tests; we do not. What a test file leaves open in a worker fails
 * the file itself (environments/closed.cjs); that a worker full of modules takes longer than half a second to be gone is
 * no fault.
 */
function withExit(outcome, code, output) {
  const open = code === 124 || output.includes('did not exit one second after');
  if (open)
    return {
      ...outcome,
      failed: outcome.failed + 1,
      failures: [...outcome.failures, 'something was left open after the tests'],
    };
  if (code === 0 || outcome.failed > 0) return outcome;
  return { ...outcome, failed: 1, failures: [`jest ended with ${code}`] };
}
