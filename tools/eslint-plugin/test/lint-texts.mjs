// Reads [{ path, text }] and writes the rules that each text breaks.
import { ESLint } from 'eslint';
import { json } from 'node:stream/consumers';

const eslint = new ESLint();
const found = [];
for (const { path, text } of await json(process.stdin)) {
  const [result] = await eslint.lintText(text, { filePath: path });
  if (!result) throw new Error(`${path} is ignored by the configuration`);
  const unread = result.messages.find(({ fatal }) => fatal);
  if (unread) throw new Error(`${path}: ${unread.message}`);
  found.push([...new Set(result.messages.map(({ ruleId }) => ruleId))]);
}
process.stdout.write(JSON.stringify(found));
