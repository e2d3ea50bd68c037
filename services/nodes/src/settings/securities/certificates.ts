import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { pemText, secret } from '../../atoms/key-text';
import { refusal, type Refusal } from '../definition';

const file = z.string().regex(/^\/[^\0]{1,1023}$/, 'Not an absolute path.');

/** In the settings, or in files on the server. */
export const certificate = z.strictObject({
  certificate: pemText.optional(),
  key: secret(pemText).optional(),
  certificateFile: file.optional(),
  keyFile: file.optional(),
});

type Certificate = z.output<typeof certificate>;

export function checkCertificate(one: Certificate, path: string): readonly Refusal[] {
  const { certificate: text, key, certificateFile, keyFile } = one;
  const inline = text !== undefined || key !== undefined;
  const onDisk = certificateFile !== undefined || keyFile !== undefined;
  if (inline && onDisk) return [refusal(path, 'two_sources', 'Give the texts or the files, not both.')];
  if (onDisk) return missing(path, { certificateFile, keyFile });
  return [...missing(path, { certificate: text, key }), ...checkTexts(path, text, key)];
}

function missing(path: string, given: Readonly<Record<string, string | undefined>>): Refusal[] {
  return Object.entries(given)
    .filter(([, value]) => value === undefined)
    .map(([name]) => refusal(`${path}.${name}`, 'required', 'It is missing.'));
}

function checkTexts(path: string, text: string | undefined, keyText: string | undefined): Refusal[] {
  const certificateOf = text === undefined ? undefined : attempt(() => new X509Certificate(text));
  const key = keyText === undefined ? undefined : attempt(() => createPrivateKey(keyText));
  const refused: Refusal[] = [];
  if (text !== undefined && !certificateOf)
    refused.push(refusal(`${path}.certificate`, 'not_a_certificate', 'This is not a certificate in PEM.'));
  if (keyText !== undefined && !key)
    refused.push(refusal(`${path}.key`, 'not_a_key', 'This is not an unencrypted private key in PEM.'));
  if (certificateOf && key && !certificateOf.checkPrivateKey(key))
    refused.push(refusal(`${path}.key`, 'other_key', 'The certificate belongs to another key.'));
  return refused;
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
