import type { Database } from '@vortex/database';
import type { BusDriver } from '@vortex/messaging';
import { createHmac } from 'node:crypto';

export const DUMP_SOURCE = Symbol('vortex.dump-source');

/** What a copy of a service's database is made from. */
export interface DumpSource {
  readonly service: string;
  readonly release: string;
  readonly database: Database | undefined;
  readonly bus: BusDriver;
  readonly masterKeys: ReadonlyMap<string, Buffer>;
  readonly calls: readonly string[];
}

/** Tells keys apart without telling anything of them. */
export function keyFingerprint(key: Buffer): string {
  return createHmac('sha256', key).update('vortex master key fingerprint').digest('hex').slice(0, 16);
}
