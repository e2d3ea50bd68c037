const { execFileSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** The fixture's Prisma client, for whoever runs jest without nx, which generates it too. */
module.exports = () => {
  const project = dirname(__dirname);
  if (existsSync(join(__dirname, 'fixture', 'generated', 'client.ts'))) return;
  const generate = join(project, '..', '..', 'tools', 'prisma', 'generate.mjs');
  execFileSync(process.execPath, [generate, '--schema', 'test/fixture/prisma/schema.prisma'], {
    cwd: project,
    stdio: 'inherit',
  });
};
