import type { JsonSchema } from './json-schema';

export interface SettingProps {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** From the root of the input, as the server names it. */
  readonly path: string;
  readonly required: boolean;
  readonly refused: (path: string) => string | undefined;
}
