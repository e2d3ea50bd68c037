import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { node } from '../../process/command.mjs';

/**
 * Every `tools/<name>/npm-test.mjs` is a runner too. It prints what it likes, ends with one line of JSON,
 * `{"passed":12,"failed":0}`, and takes part under the name of its folder. Servers are up, and named by
 * VORTEX_TEST_POSTGRES_URL, VORTEX_TEST_REDIS_URL and VORTEX_TEST_BROKER_URL, when it starts. It is handed every
 * `--exclude <name>`.
 */
export function discoveredRunners(home) {
  return readdirSync(join(home, 'tools'))
    .sort()
    .filter((name) => existsSync(join(home, 'tools', name, 'npm-test.mjs')))
    .map((name) => ({
      name,
      about: `tools/${name}/npm-test.mjs`,
      needsServers: true,
      needsBuilt: true,
      run: runProgram(`tools/${name}/npm-test.mjs`),
    }));
}

function runProgram(script) {
  return async ({ home, environment, excluded, say }) => {
    const args = excluded.flatMap((name) => ['--exclude', name]);
    const { code, stdout } = await node(script, args, { cwd: home, environment, onOutput: say.raw });
    return programOutcome(code, stdout, script);
  };
}

export function programOutcome(code, stdout, script) {
  const counts = lastCounts(stdout);
  if (!counts) return { passed: 0, failed: 1, failures: [`${script} ended with ${code} and without its counts`] };
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1, failures: [`${script} ended with ${code}`] };
  return { ...counts, failures: counts.failed > 0 ? [`${script}: ${counts.failed} failed\n${endOf(stdout)}`] : [] };
}

const mostLines = 40;
const longestLine = 1_000;

/** What a program said last, before its counts. */
function endOf(stdout) {
  const lines = stdout.trim().split('\n').slice(0, -1).slice(-mostLines);
  return lines.map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line)).join('\n');
}

function lastCounts(stdout) {
  try {
    const { passed, failed } = JSON.parse(stdout.trim().split('\n').pop());
    return Number.isInteger(passed) && Number.isInteger(failed) ? { passed, failed } : undefined;
  } catch {
    return undefined;
  }
}
