import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

/** The bounds that ESLint holds TypeScript to. */
const mostLines = { source: 250, test: 400 };

export function goLength(home) {
  const files = goModules(home)
    .flatMap((folder) => readdirSync(join(home, folder), { recursive: true }).map((path) => join(folder, path)))
    .filter((path) => path.endsWith('.go'));
  const findings = files.flatMap((path) => lengthFindings(path, readFileSync(join(home, path), 'utf8')));
  return { findings, note: `${files.length} files` };
}

/** What is wrong with the length of a file; of a generated one nothing (https://go.dev/s/generatedcode). */
export function lengthFindings(path, text) {
  const length = text.split('\n').length - 1;
  const most = path.endsWith('_test.go') ? mostLines.test : mostLines.source;
  if (length <= most || /^\/\/ Code generated .* DO NOT EDIT\.$/m.test(text)) return [];
  return [`${path} has ${length} lines, more than ${most}: look for the second idea in it`];
}

function lines(text) {
  return text.split('\n').filter((line) => line.trim());
}
