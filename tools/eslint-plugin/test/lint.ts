import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const home = join(__dirname, '../../..');

interface Finding {
  readonly ruleId: string | null;
  readonly message: string;
}

/** Lints text as if it were a file of this repository, with the repository's own configuration. */
function lint(path: string, text: string): Finding[] {
  const eslint = join(home, 'node_modules/eslint/bin/eslint.js');
  const args = [eslint, '--stdin', '--stdin-filename', path, '--format', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: home, input: text, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  const [result] = JSON.parse(stdout) as { messages: Finding[] }[];
  if (!result) throw new Error(`${path} is ignored by the configuration`);
  return result.messages;
}

export function brokenRules(path: string, text: string): (string | null)[] {
  return [...new Set(lint(path, text).map((finding) => finding.ruleId))];
}
