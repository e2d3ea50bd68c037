import { AgentServiceService, type Identity as IdentityMessage } from '@vortex/contracts/nodes';
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { call, Refused } from '../rpc';
import { type Identity, pem } from './identity';
import { panelClient } from './panel-client.grpc';
import { panelRoot } from './panel-root.tls';

const timeoutMs = 20_000;

/**
 * Makes a key, which never leaves this machine, and has the panel certify it.
 *
 * @param addresses of the panel's agent listener, as host:port; the first that answers is taken
 * @param token "<secret>.<SHA-256 of the panel's root>"
 */
export async function enrol(addresses: readonly string[], token: string): Promise<Identity> {
  const pin = Buffer.from(token.split('.')[1] ?? '', 'base64url');
  if (pin.length !== 32) throw new Error('this is not an enrolment token');
  let failure: unknown = new Error('there is no address of the panel');
  for (const address of addresses) {
    try {
      return await enrolAt(address, addresses, token, pin);
    } catch (error) {
      // The panel has answered: it would say the same at its other addresses.
      if (error instanceof Refused) throw error;
      failure = error;
    }
  }
  throw failure;
}

async function enrolAt(address: string, addresses: readonly string[], token: string, pin: Buffer): Promise<Identity> {
  const roots = pem(await panelRoot(address, pin));
  const client = panelClient(address, { roots });
  try {
    const { publicKey, privateKey, text } = newKey();
    const request = { token, publicKey, proof: sign('sha256', Buffer.from(token), privateKey) };
    return identityFrom(await call(client, AgentServiceService.enrol, request, timeoutMs), addresses, text);
  } finally {
    client.close();
  }
}

/** The same server with a new key. The old one vouches for it, also when its certificate has expired. */
export async function renew(known: Identity, address: string): Promise<Identity> {
  const client = panelClient(address, { roots: known.roots });
  try {
    const { publicKey, privateKey, text } = newKey();
    const certificate = new X509Certificate(known.certificates).raw;
    const request = {
      ...{ certificate, publicKey },
      proofOfOld: sign('sha256', publicKey, createPrivateKey(known.privateKey)),
      proofOfNew: sign('sha256', certificate, privateKey),
    };
    return identityFrom(await call(client, AgentServiceService.renew, request, timeoutMs), known.addresses, text);
  } finally {
    client.close();
  }
}

function newKey(): { publicKey: Buffer; privateKey: KeyObject; text: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    privateKey,
    text: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function identityFrom(message: IdentityMessage, addresses: readonly string[], privateKey: string): Identity {
  const certificates = message.certificates.map(pem).join('');
  return {
    serverId: message.serverId,
    addresses,
    privateKey,
    certificates,
    roots: message.roots.map(pem).join(''),
    expiresAt: new Date(new X509Certificate(certificates).validTo).toISOString(),
    renewAt: (message.renewAt ?? new Date()).toISOString(),
  };
}
