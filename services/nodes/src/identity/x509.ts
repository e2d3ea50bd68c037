import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { randomBytes, webcrypto } from 'node:crypto';

/** Keys are of P-256: every TLS library has it, and its signatures are short. */
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signature = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** A server whose clock is behind must still find a new certificate valid. */
const backdatedMs = 60 * 60_000;

/** A certificate with the key it is for, both in DER. */
export interface KeyedCertificate {
  readonly certificate: Buffer;
  readonly privateKey: Buffer;
}

export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

/** What a leaf says about who holds its key. */
export interface LeafSubject {
  readonly name: string;
  readonly alternative: { readonly type: 'url' | 'dns'; readonly value: string };
  readonly purpose: 'server' | 'client';
}

export async function newRoot(name: string, validity: Validity): Promise<KeyedCertificate> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...common(validity),
    name: `CN=${name}`,
    keys,
    extensions: await authorityExtensions(keys.publicKey, 1),
  });
  return keyed(certificate.rawData, keys.privateKey);
}

export async function newIntermediate(
  name: string,
  validity: Validity,
  root: { readonly name: string; readonly privateKey: Buffer },
): Promise<KeyedCertificate> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    ...common(validity),
    subject: `CN=${name}`,
    issuer: `CN=${root.name}`,
    publicKey: keys.publicKey,
    signingKey: await signingKey(root.privateKey),
    extensions: await authorityExtensions(keys.publicKey, 0),
  });
  return keyed(certificate.rawData, keys.privateKey);
}

/** @param publicKey SubjectPublicKeyInfo in DER. Throws for what is no key of P-256. */
export async function issueLeaf(
  subject: LeafSubject,
  publicKey: Uint8Array,
  validity: Validity,
  issuer: { readonly name: string; readonly privateKey: Buffer },
): Promise<Buffer> {
  const key = await webcrypto.subtle.importKey('spki', publicKey, curve, true, ['verify']);
  const { serverAuth, clientAuth } = ExtendedKeyUsage;
  const certificate = await X509CertificateGenerator.create({
    ...common(validity),
    subject: `CN=${subject.name}`,
    issuer: `CN=${issuer.name}`,
    publicKey: key,
    signingKey: await signingKey(issuer.privateKey),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([subject.purpose === 'server' ? serverAuth : clientAuth]),
      new SubjectAlternativeNameExtension([subject.alternative]),
    ],
  });
  return Buffer.from(certificate.rawData);
}

export async function newLeafKey(): Promise<{ readonly publicKey: Buffer; readonly privateKey: Buffer }> {
  const { publicKey, privateKey } = await newKeys();
  return {
    publicKey: Buffer.from(await webcrypto.subtle.exportKey('spki', publicKey)),
    privateKey: Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)),
  };
}

export function pem(label: 'CERTIFICATE' | 'PRIVATE KEY', der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);
}

async function signingKey(pkcs8: Buffer): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', pkcs8, curve, false, ['sign']);
}

async function keyed(certificate: ArrayBuffer, privateKey: webcrypto.CryptoKey): Promise<KeyedCertificate> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', privateKey);
  return { certificate: Buffer.from(certificate), privateKey: Buffer.from(pkcs8) };
}

async function authorityExtensions(publicKey: webcrypto.CryptoKey, pathLength: number): Promise<Extension[]> {
  return [
    new BasicConstraintsExtension(true, pathLength, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    await SubjectKeyIdentifierExtension.create(publicKey),
  ];
}

function common({ from, until }: Validity) {
  return {
    serialNumber: randomBytes(16).toString('hex'),
    notBefore: new Date(from.getTime() - backdatedMs),
    notAfter: until,
    signingAlgorithm: signature,
  };
}
