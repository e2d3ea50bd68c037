import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const rooms = ['apps', 'packages', 'plugins', 'services', 'tools'];

/**
 * What is wrong with the types of each project, by its own tsconfig.json. Projects whose options are the same are one
 * program: what many of them stand on is read and checked once.
 * @param {string} home
 * @returns {{ project: string, findings: string[] }[]}
 */
export function typeFindings(home) {
  const projects = projectsIn(home);
  const findings = new Map(projects.map(({ folder }) => [folder, []]));
  const tell = (folder, diagnostic) => findings.get(folder).push(textOf(home, diagnostic));
  for (const { folder, errors } of projects) for (const error of errors) tell(folder, error);
  for (const together of alike(projects)) {
    for (const diagnostic of diagnosticsOf(together))
      for (const folder of ownersOf(home, together, diagnostic)) tell(folder, diagnostic);
  }
  return [...findings].map(([project, texts]) => ({ project, findings: texts }));
}

function projectsIn(home) {
  return rooms
    .filter((room) => existsSync(join(home, room)))
    .flatMap((room) => readdirSync(join(home, room)).map((name) => `${room}/${name}`))
    .filter((folder) => existsSync(join(home, folder, 'tsconfig.json')))
    .map((folder) => ({ folder, ...configOf(home, folder) }));
}

function configOf(home, folder) {
  const unreadable = (error) => {
    throw new Error(textOf(home, error));
  };
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: unreadable };
  const config = ts.getParsedCommandLineOfConfigFile(join(home, folder, 'tsconfig.json'), {}, host);
  // Where it is written, and whether tsc keeps what it has found, changes nothing of what it finds.
  const { configFilePath: _place, incremental: _kept, ...options } = config.options;
  return { options, files: config.fileNames, errors: config.errors };
}

function alike(projects) {
  const groups = new Map();
  for (const project of projects) {
    const key = JSON.stringify(project.options);
    groups.set(key, [...(groups.get(key) ?? []), project]);
  }
  return groups.values();
}

function diagnosticsOf(together) {
  const rootNames = together.flatMap(({ files }) => files);
  return ts.getPreEmitDiagnostics(ts.createProgram({ rootNames, options: together[0].options }));
}

/** What is in none of them keeps all of them from being checked. */
function ownersOf(home, together, { file }) {
  const folders = together.map(({ folder }) => folder);
  const owner = folders.find((folder) => file?.fileName.startsWith(join(home, folder, '/')));
  return owner ? [owner] : folders;
}

function textOf(home, diagnostic) {
  const asIs = (name) => name;
  return ts
    .formatDiagnostic(diagnostic, {
      getCurrentDirectory: () => home,
      getCanonicalFileName: asIs,
      getNewLine: () => '\n',
    })
    .trim();
}
