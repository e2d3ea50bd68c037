import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Keyring, newId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import { authorityKeyColumn, sealContext } from '../sealed-columns';
import type { KeyedCertificate } from './x509';

export type AuthorityKind = 'root' | 'intermediate';

export interface Authority extends KeyedCertificate {
  readonly expiresAt: Date;
}

@Injectable()
export class AuthorityRepository {
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly keyring: Keyring,
  ) {}

  /** Replicas that start at once make one authority, not one each. */
  async lock(): Promise<void> {
    await this.db.sql.query("SELECT pg_advisory_xact_lock(hashtext('certificate_authority'))::text");
  }

  /** The newest first. */
  async all(kind: AuthorityKind): Promise<Authority[]> {
    const rows = await this.db.client.certificateAuthority.findMany({
      where: { kind },
      orderBy: { createdAt: 'desc' },
    });
    return rows.map(({ id, certificate, privateKey, expiresAt }) => ({
      certificate: Buffer.from(certificate),
      privateKey: this.keyring.open(privateKey, sealContext(authorityKeyColumn, id)),
      expiresAt,
    }));
  }

  async insert(kind: AuthorityKind, { certificate, privateKey, expiresAt }: Authority, createdAt: Date): Promise<void> {
    const id = newId();
    await this.db.client.certificateAuthority.create({
      data: {
        ...{ id, kind, expiresAt, createdAt },
        certificate: Uint8Array.from(certificate),
        privateKey: this.keyring.seal(privateKey, sealContext(authorityKeyColumn, id)),
      },
    });
  }
}
