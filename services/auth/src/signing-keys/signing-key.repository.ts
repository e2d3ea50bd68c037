import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Prisma, PrismaClient } from '../generated/prisma/client';
import type { SigningKey, SigningKeyId } from './signing-key';

export interface StoredSigningKey extends SigningKey {
  /** The private JSON Web Key, sealed. */
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

/** The platform's keys: they belong to no tenant, so there is no scope to take. */
@Injectable()
export class SigningKeyRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async list(): Promise<StoredSigningKey[]> {
    const rows = await this.db.client.signingKey.findMany({ orderBy: { generation: 'asc' } });
    return rows.map((row) => ({
      ...row,
      id: row.id as SigningKeyId,
      publicKey: row.publicKey as SigningKey['publicKey'],
    }));
  }

  /** False when another replica has made the key of that generation. */
  async insert(key: StoredSigningKey): Promise<boolean> {
    const data = { ...key, publicKey: key.publicKey as Prisma.InputJsonObject };
    const { count } = await this.db.client.signingKey.createMany({ data, skipDuplicates: true });
    return count === 1;
  }

  async delete(ids: readonly SigningKeyId[]): Promise<void> {
    await this.db.client.signingKey.deleteMany({ where: { id: { in: [...ids] } } });
  }
}
