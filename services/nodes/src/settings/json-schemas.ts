import { z } from 'zod';
import type { SettingsPart } from './definition';

/** What a form needs to know of a part's settings: JSON Schema 2020-12 of what may be given, secrets marked write-only. */
export function jsonSchemaOf({ shape }: SettingsPart): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(z.strictObject(shape), { io: 'input', unrepresentable: 'any' });
}
