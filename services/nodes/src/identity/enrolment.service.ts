import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope, secureBytes } from '@vortex/kit';
import { createHash, X509Certificate } from 'node:crypto';
import type { Server, ServerId } from '../servers/server';
import { ServerRepository } from '../servers/server.repository';
import { AuthorityService, type Issued } from './authority.service';
import { CertificateRepository } from './certificate.repository';
import { CertificateRefused, EnrolmentRefused } from './identity.errors';
import { expectSigned, publicKeyFrom } from './proof';

const tokenLifeMs = 60 * 60_000;

export interface NodeIdentity extends Issued {
  readonly serverId: ServerId;
  readonly roots: readonly Buffer[];
}

/** Gives servers their identities, and takes them away. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly certificates: CertificateRepository,
    private readonly authority: AuthorityService,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A secret that works once, and what the agent knows the panel by: "<secret>.<SHA-256 of the root>". */
  async createToken(scope: Scope, id: ServerId): Promise<{ token: string; expiresAt: Date }> {
    const pin = await this.authority.pin();
    const token = `${secureBytes(32).toString('base64url')}.${pin.toString('base64url')}`;
    const expiresAt = new Date(this.clock.now().getTime() + tokenLifeMs);
    await this.db.run(async () => {
      const server = await this.servers.lock(scope, id);
      await this.certificates.insertToken(sha256(token), id, expiresAt);
      await this.record('nodes.node.enrol', server, { enrolmentToken: { expiresAt: expiresAt.toISOString() } });
    });
    return { token, expiresAt };
  }

  /** Whether a token may still fetch the programs of a node: also when it has been used, so that a try can be repeated. */
  knows(token: string): Promise<boolean> {
    return this.certificates.knowsToken(sha256(token), this.clock.now());
  }

  /** Throws `EnrolmentRefused`, or `InvalidInput` for a key or a proof that is none. */
  async enrol(token: string, publicKey: Uint8Array, proof: Uint8Array): Promise<NodeIdentity> {
    expectSigned(publicKeyFrom(publicKey), Buffer.from(token), proof, 'proof');
    return this.db.run(async () => {
      const serverId = await this.certificates.useToken(sha256(token), this.clock.now());
      if (!serverId) throw new EnrolmentRefused();
      const server = await this.servers.lock({ platform: true }, serverId);
      const identity = await this.give(serverId, publicKey);
      await this.record('nodes.node.enrol', server, { certificate: { expiresAt: identity.expiresAt.toISOString() } });
      return identity;
    });
  }

  /** Throws `CertificateRefused`, or `InvalidInput`. An expired certificate is good enough, a revoked one is not. */
  async renew(given: {
    readonly certificate: Uint8Array;
    readonly publicKey: Uint8Array;
    readonly proofOfOld: Uint8Array;
    readonly proofOfNew: Uint8Array;
  }): Promise<NodeIdentity> {
    const { publicKey } = given;
    expectSigned(publicKeyFrom(publicKey), given.certificate, given.proofOfNew, 'proofOfNew');
    const serverId = await this.holderOf(given.certificate);
    const { publicKey: known } = new X509Certificate(given.certificate);
    expectSigned(known, publicKey, given.proofOfOld, 'proofOfOld');
    return this.db.run(() => this.give(serverId, publicKey));
  }

  /** The server a certificate in DER was given to. Throws `CertificateRefused`. */
  async holderOf(certificate: Uint8Array): Promise<ServerId> {
    const holder = await this.certificates.holder(sha256(certificate));
    if (!holder) throw new CertificateRefused();
    return holder;
  }

  /** The server in whose name a token or a certificate was shown, whether it is good or not. */
  claimed(shown: { readonly token?: string; readonly certificate?: Uint8Array }): Promise<ServerId | undefined> {
    if (shown.certificate) return this.certificates.everHolder(sha256(shown.certificate));
    return this.certificates.tokenOf(sha256(shown.token ?? ''));
  }

  revoke(scope: Scope, id: ServerId): Promise<number> {
    return this.db.run(async () => {
      const server = await this.servers.lock(scope, id);
      const revoked = await this.certificates.revoke(id, this.clock.now());
      await this.record('nodes.node.enrol', server, { certificatesRevoked: revoked });
      return revoked;
    });
  }

  private async give(serverId: ServerId, publicKey: Uint8Array): Promise<NodeIdentity> {
    const issued = await this.authority.issueToServer(serverId, publicKey);
    const [leaf] = issued.chain;
    if (!leaf) throw new Error('the authority has issued nothing');
    await this.certificates.insert(sha256(leaf), serverId, this.clock.now(), issued.expiresAt);
    return { ...issued, serverId, roots: await this.authority.roots() };
  }

  private async record(action: string, { id, name, tenantId }: Server, after: Record<string, unknown>): Promise<void> {
    await this.audit.record({ action, tenantId, subject: { kind: 'server', ids: [id], name }, after });
  }
}

function sha256(of: string | Uint8Array): Buffer {
  return createHash('sha256').update(of).digest();
}
