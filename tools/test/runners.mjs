import { runGenerators } from './runners/generators.mjs';
import { runGo } from './runners/go.mjs';
import { runJest } from './runners/jest.mjs';
import { nxTarget } from './runners/nx-target.mjs';
import { discoveredRunners } from './runners/program.mjs';
import { runStatic } from './runners/static.mjs';
import { runTypecheck } from './runners/typecheck.mjs';

/**
 * Programs that wait for much of their time. What compares bytes with what it costs to carry them runs on its own, and what
 * shares the broker never at the same time: whoever starts the services apart empties its queues.
 */
const neighbours = {
  shapes: ['fuzz', 'restore'],
  outage: ['canaries', 'e2e', 'link-clients', 'release', 'traces'],
};
const neighbourOf = (name) => Object.keys(neighbours).find((host) => neighbours[host].includes(name));

/**
 * Everything `npm test` runs, in order. A runner answers with how many of its tests passed and failed, and a text for
 * each failure; what it could not run has failed. Runners that name another in `beside` run, one after the other, while
 * that one does.
 * @returns {{ name: string, about: string, beside?: string, needsServers?: boolean, run: (context: any) => Promise<{ passed: number, failed: number, failures: string[] }> }[]}
 */
export function runnersIn(home) {
  return [
    { name: 'static', about: 'the checks of npm run lint', run: runStatic },
    // ESLint keeps one core busy for minutes.
    { name: 'build', about: 'every project builds', beside: 'static', run: nxTarget('build') },
    { name: 'typecheck', about: 'every project agrees with its types', beside: 'static', run: runTypecheck },
    { name: 'jest', about: 'unit, integration and chaos tests, on real servers', needsServers: true, run: runJest },
    { name: 'go', about: 'go test in every Go module', run: runGo },
    { name: 'generators', about: 'one of each generated, built and tested', needsServers: true, run: runGenerators },
    ...discoveredRunners(home).map((runner) => ({ ...runner, beside: neighbourOf(runner.name) })),
  ];
}
