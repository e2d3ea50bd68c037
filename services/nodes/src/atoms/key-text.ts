import { z } from 'zod';

type Encoding = 'base64' | 'base64url' | 'hex';

/** Bytes written in `encoding`, or undefined where another text would mean the same bytes, or none. */
export function bytesOf(text: string, encoding: Encoding): Buffer | undefined {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === (encoding === 'hex' ? text.toLowerCase() : text) ? bytes : undefined;
}

/** A key of exactly `byteCount` bytes. */
export function keyText(encoding: Encoding, byteCount: number) {
  return z
    .string()
    .max(8_192)
    .refine((text) => bytesOf(text, encoding)?.length === byteCount, {
      error: `This is not a key of ${byteCount} bytes in ${encoding}.`,
      params: { code: 'not_a_key' },
    });
}

/** Kept sealed, shown only to who may write the inbound. JSON Schema calls such a value write-only. */
export function secret<T extends z.ZodType>(schema: T): T {
  return schema.meta({ writeOnly: true });
}

/** PEM text such as a certificate. */
export const pemText = z.string().min(1).max(65_536);
