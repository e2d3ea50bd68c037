import { node } from '../../process/command.mjs';
import { programOutcome } from './program.mjs';

const script = 'tools/generators/check.mjs';

/** Generates one of each in a copy of the tree, and builds, lints and tests what came out. */
export async function runGenerators({ home, environment, say }) {
  const { code, stdout } = await node(script, [], { cwd: home, environment, onOutput: say.raw });
  return programOutcome(code, stdout, script);
}
