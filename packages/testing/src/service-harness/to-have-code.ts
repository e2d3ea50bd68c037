declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how jest's types are extended
  namespace jest {
    interface Matchers<R> {
      /** A failure has this kind, such as `not_found`, or this code, such as `wrong_credentials`. */
      toHaveCode(expected: string): R;
    }
  }
}

/** Everything a failure can be told by: of a `DomainError`, or of an error in a GraphQL response. */
function namesOf(failure: unknown): readonly string[] {
  if (typeof failure !== 'object' || failure === null) return [];
  const { kind, code, extensions } = failure as {
    kind?: unknown;
    code?: unknown;
    extensions?: Record<string, unknown>;
  };
  const names = [kind, code, extensions?.['code'], extensions?.['reason']];
  return names.filter((name) => typeof name === 'string');
}

const matchers = {
  toHaveCode(received: unknown, expected: string): { pass: boolean; message: () => string } {
    const names = namesOf(received);
    const found = names.length > 0 ? names.join(', ') : String(received);
    return {
      pass: names.includes(expected),
      message: () => `expected a failure with the kind or code ${expected}, and it has ${found}`,
    };
  },
};

// Benchmarks and tools use this package outside of jest.
if (typeof expect !== 'undefined') expect.extend(matchers);
