import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { moduleBoundaries } from './tools/eslint-plugin/boundaries.mjs';
import vortex from './tools/eslint-plugin/index.mjs';

const typescript = ['**/*.ts', '**/*.tsx'];
const tests = [
  '**/*.spec.ts',
  '**/*.spec.tsx',
  '**/test/**/*.ts',
  '**/bench/**/*.ts',
  '**/chaos/**/*.ts',
  '**/soak/**/*.ts',
  'packages/testing/**',
];
const scripts = ['**/*.mjs', '**/*.cjs', '**/*.js'];
const onNode =
  `process console Buffer URL fetch performance structuredClone AbortController AbortSignal TextEncoder TextDecoder
  setTimeout clearTimeout setInterval clearInterval setImmediate clearImmediate queueMicrotask globalThis WebAssembly
  WebSocket`.split(/\s+/);
const inCommonJs = ['require', 'module', 'exports', '__dirname', '__filename'];
const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/out/',
      '**/.next/',
      '**/.nx/',
      '**/.vortex/',
      '**/coverage/',
      '**/gen/',
      '**/generated/',
      '**/next-env.d.ts',
      'packages/messaging/test/release-pair/',
    ],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { vortex, '@nx': nx },
  },
  js.configs.recommended,
  {
    files: scripts,
    languageOptions: { ecmaVersion: 2024, globals: readonly(onNode) },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }] },
  },
  { files: ['**/*.cjs', '**/*.js'], languageOptions: { sourceType: 'commonjs', globals: readonly(inCommonJs) } },
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Nest's modules are classes without a body.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNever: true },
      ],
      // Matters of taste, and of libraries whose types say less than they know.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true, allowRethrowing: true }],
      // It believes that nothing changes while a loop awaits.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A method may promise because its interface does; `return promise` from an async one is a matter of taste.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/return-await': 'off',
      // A type parameter used once is how a caller states what a query's rows look like.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      'vortex/prisma-in-repository-only': 'error',
      'vortex/no-rpc-in-transaction': 'error',
      'vortex/resolver-permission': 'error',
      'vortex/environment-in-config-only': 'error',
    },
  },
  // Programs print; everything they are made of logs.
  {
    files: ['packages/*/src/**', 'services/*/src/**', 'apps/*/**'],
    ignores: ['**/main.ts', '**/tools/**'],
    rules: { 'no-console': 'error' },
  },
  { files: [...typescript, ...scripts], rules: { 'vortex/file-name': 'error', 'max-lines': ['error', { max: 250 }] } },
  { files: ['services/*/src/**/*.ts'], rules: { 'vortex/file-name': ['error', { roles: true }] } },
  // The package that makes databases reachable, and tests that look at what a use case left in its tables.
  {
    files: ['packages/database/**', 'packages/messaging/**', ...tests],
    rules: { 'vortex/prisma-in-repository-only': 'off' },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-console': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // Somebody has to try what the runtime guard says.
      'vortex/no-rpc-in-transaction': 'off',
      // Jest's matchers and parsed answers are `any`; what matters is what the test expects of them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['**/tools/**'], rules: { 'vortex/environment-in-config-only': 'off' } },
  {
    files: [...typescript, ...scripts],
    ignores: ['tools/**', '*.mjs', '*.js', '*.cjs'],
    rules: { '@nx/enforce-module-boundaries': moduleBoundaries({ tests: false }) },
  },
  {
    files: tests,
    ignores: ['tools/**'],
    rules: { '@nx/enforce-module-boundaries': moduleBoundaries({ tests: true }) },
  },
  { files: ['**/jest.config.js'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  prettier,
);
