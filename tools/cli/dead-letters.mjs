import '../dev/check-node.mjs';
import { runProgram } from '../typescript/programs.mjs';

process.exitCode = await runProgram(
  'packages/messaging/src/dead-letters/dead-letters.command.ts',
  process.argv.slice(2),
);
