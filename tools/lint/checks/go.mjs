import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../../process/command.mjs';

/** Folders that are Go modules. */
export function goModules(home) {
  return ['packages', 'services', 'tools'].flatMap((room) =>
    readdirSync(join(home, room))
      .map((name) => join(room, name))
      .filter((folder) => existsSync(join(home, folder, 'go.mod'))),
  );
}

export async function goFormat(home) {
  const modules = goModules(home);
  const { code, output } = await command('gofmt', ['-l', ...modules], { cwd: home });
  const findings = lines(output).map((line) => (code === 0 ? `${line} is not formatted: gofmt -w` : line));
  return { findings, note: modules.join(', ') };
}

export async function goVet(home) {
  const modules = goModules(home);
  const outcomes = await Promise.all(
    modules.map((folder) => command('go', ['vet', './...'], { cwd: join(home, folder) })),
  );
  return {
    findings: outcomes.flatMap(({ code, output }) => (code === 0 ? [] : lines(output))),
    note: modules.join(', '),
  };
}

function lines(text) {
  return text.split('\n').filter((line) => line.trim());
}
