// Lets Node run our TypeScript as it stands: `node --conditions=source -r ./tools/typescript/register.cjs program.ts`.
// The condition makes workspace packages resolve to their sources, so nothing has to be built first.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const options = JSON.parse(readFileSync(join(__dirname, '../../.swcrc'), 'utf8'));
delete options.$schema;

for (const extension of ['.ts', '.tsx']) {
  require.extensions[extension] = (module, filename) => {
    const source = readFileSync(filename, 'utf8');
    const { code } = transformSync(source, { ...options, filename, swcrc: false, sourceMaps: 'inline' });
    module._compile(code, filename);
  };
}
