import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { PrismaClient } from '../generated/prisma/client';

export interface StoredServerKey {
  readonly name: string;
  /** Sealed. */
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** The platform's keys: they belong to no tenant, so there is no scope to take. */
@Injectable()
export class ServerKeyRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** The key of that name; `fresh` where there was none. Replicas that start together get the same one. */
  async findOrInsert(fresh: StoredServerKey, now: Date): Promise<StoredServerKey> {
    const { name } = fresh;
    await this.db.client.serverKey.createMany({ data: { ...fresh, createdAt: now }, skipDuplicates: true });
    return this.db.client.serverKey.findUniqueOrThrow({ where: { name }, select: { name: true, secret: true } });
  }
}
