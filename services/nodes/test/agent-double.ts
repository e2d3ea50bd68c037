import { Client, credentials, type ClientDuplexStream, Metadata } from '@grpc/grpc-js';
import { AgentServiceService, ConnectRequest, type FromPanel, type Identity } from '@vortex/contracts/nodes';
import { eventually } from '@vortex/testing';
import { createHash, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { pem } from '../src/identity/x509';

export interface Keys {
  readonly publicKey: Buffer;
  readonly privateKey: KeyObject;
}

export function newKeys(): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }), privateKey };
}

export const signed = (message: Uint8Array | string, { privateKey }: Keys): Buffer =>
  sign('sha256', Buffer.from(message), privateKey);

/** The root that a listener shows, as an agent finds it by the pin of its token. */
export function rootOf(address: string, token: string): Promise<Buffer> {
  const [host, port] = address.split(':');
  const pin = Buffer.from(token.split('.')[1] ?? '', 'base64url');
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), rejectUnauthorized: false, ALPNProtocols: ['h2'] }, () => {
      const chain: Buffer[] = [];
      let at: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
      for (; at && !chain.some((der) => der.equals(at?.raw ?? Buffer.alloc(0))); at = at.issuerCertificate)
        chain.push(at.raw);
      socket.destroy();
      const root = chain.find((der) => createHash('sha256').update(der).digest().equals(pin));
      if (root) resolve(root);
      else reject(new Error('nobody here is the panel'));
    });
    socket.once('error', reject);
  });
}

/** Speaks the agent's contract as a program of its own would: over TCP and TLS, knowing nothing of the panel's insides. */
export class AgentDouble {
  readonly received: NonNullable<FromPanel['message']>[] = [];
  failure: Error | undefined;
  private stream: ClientDuplexStream<ConnectRequest, FromPanel> | undefined;

  private constructor(
    readonly client: Client,
    readonly identity: Identity | undefined,
    readonly keys: Keys,
  ) {}

  /** @param identity absent: a stranger, as while enrolling */
  static at(address: string, root: Buffer, identity?: Identity, keys: Keys = newKeys()): AgentDouble {
    const key = Buffer.from(keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const chain = Buffer.from(identity?.certificates.map((der) => pem('CERTIFICATE', der)).join('') ?? '');
    const own = identity ? ([key, chain] as const) : [];
    const ssl = credentials.createSsl(Buffer.from(pem('CERTIFICATE', root)), ...own);
    const options = { 'grpc.ssl_target_name_override': 'panel.vortex', 'grpc.use_local_subchannel_pool': 1 };
    return new AgentDouble(new Client(address, ssl, options), identity, keys);
  }

  enrol(token: string, keys = this.keys): Promise<Identity> {
    const request = { token, publicKey: keys.publicKey, proof: signed(token, keys) };
    return this.call(AgentServiceService.enrol, request);
  }

  renew(certificate: Uint8Array, old: Keys, next: Keys): Promise<Identity> {
    const { publicKey } = next;
    const request = { certificate: Buffer.from(certificate), publicKey };
    const proofs = { proofOfOld: signed(publicKey, old), proofOfNew: signed(certificate, next) };
    return this.call(AgentServiceService.renew, { ...request, ...proofs });
  }

  connect(hello: object = {}): void {
    const { path, requestSerialize, responseDeserialize } = AgentServiceService.connect;
    const stream = this.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, new Metadata());
    stream.on('data', ({ message }: FromPanel) => message && this.received.push(message));
    stream.on('error', (error: Error) => (this.failure = error));
    this.stream = stream;
    this.send({
      $case: 'hello',
      value: { agentVersion: '1', now: new Date(), engine: { version: '1', epoch: 7n }, ...hello },
    });
  }

  send(message: object): void {
    this.stream?.write(ConnectRequest.fromPartial({ message } as never));
  }

  /** The first message of a kind that has not been taken yet. */
  async next<K extends NonNullable<FromPanel['message']>['$case']>(kind: K) {
    await eventually(() => this.received.some(({ $case }) => $case === kind));
    const at = this.received.findIndex(({ $case }) => $case === kind);
    const [message] = this.received.splice(at, 1);
    return message as Extract<NonNullable<FromPanel['message']>, { $case: K }>;
  }

  close(): void {
    this.stream?.cancel();
    this.client.close();
  }

  private call<Q, R>(
    method: { path: string; requestSerialize(value: Q): Buffer; responseDeserialize(bytes: Buffer): R },
    request: Q,
  ): Promise<R> {
    return new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = method;
      const done = (error: Error | null, answer?: R): void =>
        error || !answer ? reject(error ?? new Error()) : resolve(answer);
      this.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        { deadline: Date.now() + 20_000 },
        done,
      );
    });
  }
}

/** When a certificate ends. */
export function endOf({ certificates }: Identity): Date {
  return new Date(new X509Certificate(certificates[0] ?? Buffer.alloc(0)).validTo);
}
