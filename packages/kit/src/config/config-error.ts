export interface ConfigProblem {
  readonly variable: string;
  /** What was expected, never what was given: it may be a secret. */
  readonly expected: string;
}

/** The environment does not say what the services need. Lists everything that is wrong with it at once. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(
      ['The configuration cannot be used:', ...problems.map((p) => `  ${p.variable}: expected ${p.expected}`)].join(
        '\n',
      ),
    );
    this.name = 'ConfigError';
  }
}
