import rule from './prisma-in-repository-only.mjs';
import { inTypedProject, typedRules } from '../test/rule-tester';

const service = inTypedProject('account.service.ts');
const repository = inTypedProject('account.repository.ts');
const database = 'class Database<C> { client!: C; sql = {}; }\ndeclare const db: Database<object>;\n';

typedRules().run('prisma-in-repository-only', rule, {
  valid: [
    { name: 'a repository', code: `import '../generated/prisma/client';\n${database}db.client;`, filename: repository },
    {
      name: 'service.ts hands over the client',
      code: "import '../generated/prisma/client';",
      filename: inTypedProject('service.ts'),
    },
    { name: 'a client of something else', code: 'const http = { client: 1 };\nhttp.client;', filename: service },
    { name: 'a transaction', code: `${database}export const use = db;`, filename: service },
  ],
  invalid: [
    {
      name: 'the generated client',
      code: "import './generated/prisma/client';",
      filename: service,
      errors: [{ messageId: 'imported' }],
    },
    {
      name: 'the package',
      code: "import { Prisma } from '@prisma/client';",
      filename: service,
      errors: [{ messageId: 'imported' }],
    },
    {
      name: 'its types',
      code: "export type { A } from '../generated/prisma';",
      filename: service,
      errors: [{ messageId: 'imported' }],
    },
    { name: 'by require', code: "require('@prisma/client');", filename: service, errors: [{ messageId: 'imported' }] },
    { name: 'on demand', code: "import('@prisma/client');", filename: service, errors: [{ messageId: 'imported' }] },
    {
      name: 'the client of a database',
      code: `${database}db.client;`,
      filename: service,
      errors: [{ messageId: 'reached' }],
    },
    { name: 'its SQL', code: `${database}db.sql;`, filename: service, errors: [{ messageId: 'reached' }] },
    {
      name: 'a database under another name',
      code: `${database}class Own extends Database<object> {}\nnew Own().client;`,
      filename: service,
      errors: [{ messageId: 'reached' }],
    },
  ],
});
