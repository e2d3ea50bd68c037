import { RuleTester } from 'eslint';
import { parser } from 'typescript-eslint';

/** Rules that look at syntax alone. */
export function syntaxRules(): RuleTester {
  return new RuleTester({ languageOptions: { parser } });
}

/** Rules that ask for types: every case is a file of a small project of its own. */
export function typedRules(): RuleTester {
  return new RuleTester({
    languageOptions: {
      parser,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.ts'], defaultProject: 'tsconfig.json' },
        tsconfigRootDir: __dirname,
      },
    },
  });
}

export function inTypedProject(name: string): string {
  return `${__dirname}/${name}`;
}
