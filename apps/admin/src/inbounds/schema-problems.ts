import { Validator } from '@cfworker/json-schema';
import type { JsonSchema } from './json-schema';

const most = 8;

/** What of a value its schema does not take, each with its place. */
export function schemaProblems(schema: JsonSchema, value: unknown): string[] {
  const { errors } = new Validator(schema as object, '2020-12', false).validate(value);
  // An object is reported for what is wrong inside of it: the innermost say what.
  const inner = errors.filter(({ instanceLocation, keyword }) => {
    const holds = errors.some((other) => other.instanceLocation.startsWith(`${instanceLocation}/`));
    return !(holds && ['properties', 'items', 'additionalProperties'].includes(keyword));
  });
  return inner.slice(0, most).map(({ instanceLocation, error }) => `${placeOf(instanceLocation)} ${error}`);
}

function placeOf(pointer: string): string {
  return pointer.replace(/^#\/?/, '').replaceAll('/', '.') || '{}';
}
