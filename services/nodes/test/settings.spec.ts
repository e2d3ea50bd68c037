import { InvalidInput } from '@vortex/kit';
import { inboundNetworks, inboundProtocols, inboundSecurities, type InboundKind } from '../src/settings/definition';
import { generators, type KeyKind } from '../src/keys/key-generation';
import { acceptSettings } from '../src/settings/inbound-settings';
import { jsonSchemaOf } from '../src/settings/json-schemas';
import { protocolParts, securityParts, transportParts } from '../src/settings/parts';
import { isDecryption, isEncryption } from '../src/settings/protocols/vless-encryption';
import { secretPathsOf } from '../src/settings/secret-paths';
import { putSecrets, takeSecrets } from '../src/settings/secrets';
import { x25519PublicKey } from '../src/keys/x25519';
import { invalid } from './golden/invalid';
import { type Example, reality } from './golden/parts';
import { valid } from './golden/valid';

/** Alice's pair of §6.1. */
const rfc7748 = {
  privateKey: '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a',
  publicKey: '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
};

const kindOf = (given: Example['kind']): InboundKind => ({ network: 'raw', security: 'none', listen: '::', ...given });

describe('settings that are right', () => {
  it.each(valid)('$name', ({ kind, settings }) => {
    const accepted = acceptSettings(kindOf(kind), settings);
    expect(accepted).toMatchObject(
      JSON.parse(JSON.stringify(settings).replace('2606:4700:4700:0::1111', '2606:4700:4700::1111')),
    );
    expect(acceptSettings(kindOf(kind), accepted)).toEqual(accepted);
  });

  it('are of every protocol, network and security', () => {
    const used = (word: keyof InboundKind) => new Set(valid.map(({ kind }) => kindOf(kind)[word]));
    expect(used('protocol')).toEqual(new Set(inboundProtocols));
    expect(used('network')).toEqual(new Set(inboundNetworks));
    expect(used('security')).toEqual(new Set(inboundSecurities));
  });

  it('say what clients need of a key', () => {
    const kind = kindOf({ protocol: 'vless', security: 'reality' });
    const { realitySettings } = acceptSettings(kind, { realitySettings: reality }) as {
      realitySettings: { publicKey: string };
    };
    expect(realitySettings.publicKey).toBe(
      x25519PublicKey(Buffer.from(reality.privateKey, 'base64url')).toString('base64url'),
    );
  });
});

describe('settings that are wrong', () => {
  it.each(invalid)('$name', ({ kind, settings, refused }) => {
    const problems = problemsOf(() => acceptSettings(kindOf(kind), settings));
    expect(problems).toEqual(refused);
  });

  it('are refused whatever they are, and never with anything but their problems', () => {
    for (const junk of [null, [], 'x', 7, { settings: null }, { flow: null }, { flow: [] }])
      expect(Object.keys(problemsOf(() => acceptSettings(kindOf({ protocol: 'vless' }), junk)))).not.toEqual([]);
  });
});

describe('secrets', () => {
  it.each(valid)('are all taken out and put back: $name', ({ kind, settings }) => {
    const whole = kindOf(kind);
    const accepted = acceptSettings(whole, settings);
    const { open, secrets } = takeSecrets(accepted, secretPathsOf(whole));
    // "none" says that there is no secret.
    for (const secret of Object.values(secrets).filter((value) => value !== 'none'))
      expect(JSON.stringify(open)).not.toContain(JSON.stringify(secret));
    expect(putSecrets(open, secretPathsOf(whole), secrets)).toEqual(accepted);
  });

  it('are the private keys and passwords, and nothing else', () => {
    const paths = new Set(
      inboundProtocols.flatMap((protocol) =>
        inboundSecurities.flatMap((security) =>
          secretPathsOf({ protocol, network: 'raw', security }).map((path) => path.join('.')),
        ),
      ),
    );
    expect([...paths].sort()).toEqual([
      'decryption',
      'obfs.password',
      'password',
      'realitySettings.mldsa65Seed',
      'realitySettings.privateKey',
      'secretKey',
      'tlsSettings.certificates.*.key',
    ]);
  });

  it('are taken away by null', () => {
    const paths = [['a', 'b']];
    expect(putSecrets({ a: { b: null } }, paths, { 'a.b': 'x' })).toEqual({ a: {} });
    expect(putSecrets({ a: { b: 'y' } }, paths, { 'a.b': 'x' })).toEqual({ a: { b: 'y' } });
    expect(putSecrets({}, paths, { 'a.b': 'x' })).toEqual({});
  });
});

describe('schemas for forms', () => {
  it.each([...Object.entries(protocolParts), ...Object.entries(transportParts), ...Object.entries(securityParts)])(
    'are JSON Schema of what %s takes',
    (_name, part) => {
      const schema = jsonSchemaOf(part);
      expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(Object.keys(schema['properties'] as object)).toEqual(Object.keys(part.shape));
    },
  );
});

describe('keys', () => {
  const made = (kind: KeyKind) => generators[kind]();

  it('of REALITY and WireGuard are accepted where they are for', () => {
    const { privateValue, publicValue } = made('reality');
    const kind = kindOf({ protocol: 'vless', security: 'reality' });
    const accepted = acceptSettings(kind, { realitySettings: { ...reality, privateKey: privateValue } });
    expect(accepted['realitySettings']).toMatchObject({ publicKey: publicValue });
    const wireguard = made('wireguard');
    const settings = { secretKey: wireguard.privateValue, addressPools: { ipv4: '10.0.0.0/8' } };
    expect(acceptSettings(kindOf({ protocol: 'wireguard' }), settings)).toMatchObject({
      publicKey: wireguard.publicValue,
    });
  });

  it('of Shadowsocks 2022 have the length of their method', () => {
    expect(Buffer.from(made('shadowsocks-2022-aes-128').privateValue, 'base64')).toHaveLength(16);
    expect(Buffer.from(made('shadowsocks-2022-aes-256').privateValue, 'base64')).toHaveLength(32);
    expect(Buffer.from(made('shadowsocks-2022-chacha20').privateValue, 'base64')).toHaveLength(32);
  });

  it('of VLESS encryption are two sides of one', () => {
    const { privateValue, publicValue } = made('vless-encryption');
    expect(isDecryption(privateValue) && isEncryption(publicValue)).toBe(true);
    expect(acceptSettings(kindOf({ protocol: 'vless' }), { decryption: privateValue })).toMatchObject({
      encryption: publicValue,
    });
  });

  it('are computed as RFC 7748 §6.1 has it', () => {
    expect(x25519PublicKey(Buffer.from(rfc7748.privateKey, 'hex')).toString('hex')).toBe(rfc7748.publicKey);
  });

  it('are never the same twice', () => {
    for (const kind of Object.keys(generators) as KeyKind[]) expect(made(kind)).not.toEqual(made(kind));
  });
});

function problemsOf(attempt: () => unknown): Record<string, string> {
  try {
    attempt();
  } catch (error) {
    if (error instanceof InvalidInput)
      return Object.fromEntries(error.violations.map(({ path, code }) => [path, code]));
    throw error;
  }
  return {};
}
