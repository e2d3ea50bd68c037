import rule from './environment-in-config-only.mjs';
import { syntaxRules } from '../test/rule-tester';

const errors = [{ messageId: 'elsewhere' }];

syntaxRules().run('environment-in-config-only', rule, {
  valid: [
    {
      name: 'config.ts reads it',
      code: 'export const url = process.env.URL;',
      filename: 'services/auth/src/config.ts',
    },
    { name: 'another env', code: 'const x = options.env.URL;', filename: 'a.ts' },
    { name: 'other parts of process', code: 'process.exit(1);', filename: 'a.ts' },
  ],
  invalid: [
    { name: 'a property', code: 'const url = process.env.URL;', filename: 'a.ts', errors },
    { name: 'a quoted property', code: "const url = process['env'];", filename: 'a.ts', errors },
    { name: 'taken apart', code: 'const { env } = process;', filename: 'a.ts', errors },
    { name: 'by way of globalThis', code: 'const url = globalThis.process.env.URL;', filename: 'a.ts', errors },
    { name: 'imported', code: "import { env } from 'node:process';", filename: 'a.ts', errors },
  ],
});
