// The end-to-end suite against a running platform, whatever its shape:
//
//     VORTEX_E2E_URL=http://localhost:8080 VORTEX_E2E_PASSWORD=… node tools/e2e/run.mjs
//
// It signs in as the owner with the given password and changes it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * @param {{ url: string, password: string }} platform where it answers, and the owner's password
 * @param {'end-to-end' | 'first-run'} suite which of them
 * @param {Record<string, string>} more that the suite has to be told
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runEndToEnd({ url, password }, suite = 'end-to-end', more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'end-to-end-'));
  const report = join(folder, 'report.json');
  const args = ['--runInBand', '-c', `tools/e2e/${suite}.jest.js`, '--json', `--outputFile=${report}`];
  const child = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...args], {
    cwd: root,
    env: { ...process.env, ...more, VORTEX_E2E_URL: url, VORTEX_E2E_PASSWORD: password },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await new Promise((done) => child.once('close', done));
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { VORTEX_E2E_URL: url, VORTEX_E2E_PASSWORD: password } = process.env;
  if (!url || !password) {
    console.error('Say where the platform is: VORTEX_E2E_URL and VORTEX_E2E_PASSWORD');
    process.exit(64);
  }
  const counts = await runEndToEnd({ url, password });
  console.log(JSON.stringify(counts));
  process.exit(counts.failed > 0 ? 1 : 0);
}
