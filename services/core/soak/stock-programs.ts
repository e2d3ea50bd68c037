import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const lab = join(__dirname, '../../../tools/lab');

/** Where programs of others are, each built once from its pinned module. */
export function stockPrograms(...names: string[]): string[] {
  const said = execFileSync('go', ['run', './cmd/peer', ...names], {
    cwd: lab,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  return said.trim().split('\n');
}
