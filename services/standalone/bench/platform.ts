import { ensureDatabase } from '@vortex/database';
import { newId, run } from '@vortex/kit';
import { startPostgres } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '../src/services';

export const password = 'seven grey boats at dawn';

export interface Platform {
  /** As somebody at this address, with this token; throws unless it is answered in full. */
  ask<T>(query: string, as: { readonly address: string; readonly token?: string }, variables?: object): Promise<T>;
  close(): Promise<void>;
}

/** All services in this process, on a durable database of their own. */
export async function startPlatform(): Promise<Platform> {
  const postgres = await startPostgres({ durable: true });
  const urls: Record<string, string> = {};
  for (const { name } of services) {
    urls[`VORTEX_${name.toUpperCase()}_DATABASE_URL`] = await ensureDatabase(postgres.url, name);
  }
  const platform = await run(services, {
    exitOnSignal: false,
    version: '0.0.0',
    environment: {
      ...urls,
      VORTEX_DATABASE_URL: postgres.url,
      VORTEX_SHAPE: 'standalone',
      VORTEX_MASTER_KEY: randomBytes(32).toString('base64'),
      VORTEX_RUN_DIR: mkdtempSync(join(tmpdir(), 'login-')),
      VORTEX_BACKUP_DIRECTORY: mkdtempSync(join(tmpdir(), 'login-backup-')),
      VORTEX_OWNER_PASSWORD: password,
      VORTEX_TRUSTED_PROXIES: '127.0.0.1',
      VORTEX_API_POINTS_PER_MINUTE: '1000000000',
      VORTEX_LOG_LEVEL: 'silent',
    },
  });
  const core = platform.services.get('core');
  if (!core) throw new Error('core has not started');
  const http = createServer(core.handle);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`;
  return {
    async ask<T>(query: string, { address, token }: { address: string; token?: string }, variables?: object) {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': newId(),
        'x-forwarded-for': address,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
      const { data, errors } = (await response.json()) as { data?: T | null; errors?: unknown };
      if (!data || errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    async close() {
      await platform.close();
      http.closeAllConnections();
      http.close();
      await postgres.stop();
    },
  };
}
