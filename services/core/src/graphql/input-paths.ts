import { DomainError, RemoteError } from '@vortex/kit';

/** Lets a refusal name inputs as the GraphQL client wrote them: `new_password` of a request is its `input.newPassword`. */
export async function atInput<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof DomainError) || error.violations.length === 0) throw error;
    const violations = error.violations.map((violation) => ({ ...violation, path: inputPath(violation.path) }));
    throw new RemoteError(error.kind, error.code, error.facts, violations);
  }
}

function inputPath(path: string): string {
  const camel = path.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return camel === 'input' || camel.startsWith('input.') ? camel : `input.${camel}`;
}
