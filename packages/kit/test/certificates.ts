import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Just enough DER (X.690) to issue certificates, so that tests need no tool that may be missing. */
function tlv(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: Buffer[]): Buffer => tlv(0x30, ...content);
const octets = (content: Buffer): Buffer => tlv(0x04, content);
const bits = (content: Buffer): Buffer => tlv(0x03, Buffer.from([0]), content);
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));

const nameOf = (commonName: string): Buffer =>
  sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(commonName)))));

function time(at: Date): Buffer {
  const text = at.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tlv(0x17, Buffer.from(`${text}Z`));
}

interface Names {
  readonly dns?: string;
  readonly uri?: string;
}

function extensionsOf(isCa: boolean, { dns, uri }: Names): Buffer {
  const constraints = sequence(oid('551d13'), octets(isCa ? sequence(tlv(0x01, Buffer.from([0xff]))) : sequence()));
  const names = [...(dns ? [tlv(0x82, Buffer.from(dns))] : []), ...(uri ? [tlv(0x86, Buffer.from(uri))] : [])];
  const alternative = names.length > 0 ? [sequence(oid('551d11'), octets(sequence(...names)))] : [];
  return tlv(0xa3, sequence(constraints, ...alternative));
}

interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
}

function issue(commonName: string, publicKey: KeyObject, issuer: Issuer, isCa: boolean, names: Names): string {
  const day = 24 * 60 * 60 * 1000;
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(issuer.name),
    sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + day))),
    nameOf(commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensionsOf(isCa, names),
  );
  const der = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuer.key)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** A certificate authority that lives as long as its test. */
export class TestAuthority {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly certificate: string;

  constructor(private readonly name = 'test authority') {
    this.certificate = issue(name, this.keys.publicKey, { name, key: this.keys.privateKey }, true, {});
  }

  /** Writes what a service needs into `directory`, and returns the paths. */
  equip(directory: string, service: string, names: Names = { dns: service }) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const certificate = issue(service, publicKey, { name: this.name, key: this.keys.privateKey }, false, names);
    const paths = {
      ca: join(directory, `${service}.ca.pem`),
      certificate: join(directory, `${service}.pem`),
      privateKey: join(directory, `${service}.key.pem`),
    };
    writeFileSync(paths.ca, this.certificate);
    writeFileSync(paths.certificate, certificate);
    writeFileSync(paths.privateKey, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    return paths;
  }
}
