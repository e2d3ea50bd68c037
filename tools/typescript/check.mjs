// Whether every project agrees with its types. Prints its counts as the runners of npm test do; `npm run typecheck`.
import { join } from 'node:path';
import { typeFindings } from './types.mjs';

const projects = typeFindings(join(import.meta.dirname, '../..'));
const broken = projects.filter(({ findings }) => findings.length > 0);
for (const { project, findings } of broken) console.log(`${project}:\n${findings.join('\n')}`);
console.log(JSON.stringify({ passed: projects.length - broken.length, failed: broken.length }));
process.exitCode = broken.length === 0 ? 0 : 1;
