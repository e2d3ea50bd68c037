import { alerts } from './checks/alerts.mjs';
import { eslint, generated, knip, layers, prettier } from './checks/code.mjs';
import { bufBreaking, bufLint, rpcPermissions } from './checks/contracts.mjs';
import { goFormat, goLength, goVet } from './checks/go.mjs';
import { lockFile } from './checks/lock-file.mjs';
import { rooms } from './checks/rooms.mjs';

/**
 * What the code must be like, by name. A check answers with its findings (none: it holds) and a note on what it looked at.
 * @type {readonly { name: string, about: string, run: (home: string) => Promise<{ findings: string[], note?: string }> }[]}
 */
export const checks = [
  { name: 'eslint', about: 'types, house rules, who may import whom', run: eslint },
  { name: 'layers', about: 'the layers inside a service, and no cycles', run: layers },
  { name: 'knip', about: 'nothing unused, nothing undeclared', run: knip },
  { name: 'prettier', about: 'the format', run: prettier },
  { name: 'lock-file', about: 'complete, in step with every package.json, bound to no registry', run: lockFile },
  { name: 'rooms', about: 'README and architecture name what is there', run: rooms },
  { name: 'alerts', about: 'alerts speak of figures that somebody tells', run: alerts },
  { name: 'generated', about: 'generated sources are current', run: generated },
  { name: 'rpc-permissions', about: 'every rpc states a permission', run: rpcPermissions },
  { name: 'buf-lint', about: 'the manner of the contracts', run: bufLint },
  { name: 'buf-breaking', about: 'contracts still understand those of the last release', run: bufBreaking },
  { name: 'go-format', about: 'gofmt', run: goFormat },
  { name: 'go-length', about: 'Go files are as short as those of TypeScript', run: goLength },
  { name: 'go-vet', about: 'go vet', run: goVet },
];

/** Runs checks two at a time; `onDone` hears of each as it ends. */
export async function runChecks(home, chosen, onDone) {
  const waiting = [...chosen];
  const outcomes = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const startedAt = performance.now();
      const outcome = { check, ...(await guarded(check, home)), seconds: (performance.now() - startedAt) / 1000 };
      outcomes.push(outcome);
      onDone(outcome);
    }
  };
  await Promise.all([work(), work()]);
  return outcomes;
}

async function guarded(check, home) {
  try {
    return await check.run(home);
  } catch (error) {
    return { findings: [`${check.name} could not run: ${error.stack ?? error}`] };
  }
}
