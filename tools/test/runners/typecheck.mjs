import { node } from '../../process/command.mjs';
import { programOutcome } from './program.mjs';

const script = 'tools/typescript/check.mjs';

/** The types of every project, one test each. */
export async function runTypecheck({ home, say }) {
  const { code, stdout } = await node(script, [], { cwd: home, onOutput: say.raw });
  return programOutcome(code, stdout, script);
}
