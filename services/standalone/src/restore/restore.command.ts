import { DomainError } from '@vortex/kit';
import { createInterface } from 'node:readline/promises';
import { readConfig } from '../config';
import { explain } from '../explain';
import { StartFailure } from '../start-failure';
import { Restore } from './restore';
import { readOptions, usage } from './restore-options';
import { report } from './restore-report';
import { explainArchive } from './explain-archive';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) return print(usage);
  const config = readConfig(undefined, options.home);
  const restore = new Restore(options, config);
  const archive = await restore.verify();
  print(report(archive));
  if (options.check) return print('The archive is whole. Nothing was changed.');
  if (restore.replaces && !options.yes) await confirm(config.home);
  const { generation, home } = await restore.perform(archive);
  print(`✔ Restored${home ? ` into ${home}` : ''}. Generation ${generation}.`);
}

async function confirm(home: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new StartFailure(
      'A restore replaces the data that is there, and nobody is here to ask.',
      'Add --yes to mean it.',
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `This replaces the data of ${home} by that of the archive. Type restore to go on: `,
  );
  terminal.close();
  if (answer.trim().toLowerCase() !== 'restore') {
    throw new StartFailure('Nothing was changed.', 'The installation is as it was.');
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    complain(error instanceof DomainError ? explainArchive(error) : explain(error));
    process.exit(1);
  },
);
