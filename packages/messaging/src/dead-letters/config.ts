import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the command looks, read from the same variables as the services read. */
export interface CommandSettings {
  /** The server that has a database for each service, where there is one. */
  readonly serverUrl: string | undefined;
  /** Databases named one by one. */
  readonly serviceUrls: ReadonlyMap<string, string>;
}

const serviceVariable = /^VORTEX_([A-Z0-9_]+)_DATABASE_URL$/;

export function commandSettings(environment: NodeJS.ProcessEnv = process.env): CommandSettings {
  const serviceUrls = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    const [, service] = serviceVariable.exec(name) ?? [];
    if (service && value) serviceUrls.set(service.toLowerCase().replaceAll('_', '-'), value);
  }
  const serverUrl = environment.VORTEX_DATABASE_URL || undefined;
  if (serverUrl ?? serviceUrls.size > 0) return { serverUrl, serviceUrls };
  return { serverUrl: embeddedServer(environment.VORTEX_HOME || '.vortex'), serviceUrls };
}

/** The PostgreSQL of a standalone installation, which leaves its port and password in its directory. */
function embeddedServer(home: string): string | undefined {
  try {
    const read = (name: string) => readFileSync(join(home, 'postgres', name), 'utf8').trim();
    return `postgresql://postgres:${encodeURIComponent(read('password'))}@127.0.0.1:${read('port')}/postgres`;
  } catch {
    return undefined;
  }
}
