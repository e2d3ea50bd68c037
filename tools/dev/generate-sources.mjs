import { node } from '../process/command.mjs';
import { Stop } from './stop.mjs';

/** Clients and types that are generated: without them every file that touches one would be reported. */
export async function generateSources(home) {
  const args = ['run-many', '-t', 'generate', '--output-style=static'];
  const { code, output } = await node('node_modules/.bin/nx', args, { cwd: home });
  if (code !== 0) throw new Stop('Sources could not be generated.', 'Mend what is named above.', output);
}
