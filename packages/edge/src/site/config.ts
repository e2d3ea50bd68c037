import { join } from 'node:path';

export interface SiteConfig {
  readonly host: string;
  readonly port: number;
  readonly adminDirectory: string;
  readonly decoyDirectory: string | undefined;
}

/** Settings of the site as a process of its own. In the standalone the front calls it directly. */
export function readSiteConfig(environment: Readonly<Record<string, string | undefined>> = process.env): SiteConfig {
  const listen = environment['VORTEX_HTTP_LISTEN'] ?? '0.0.0.0:8080';
  const [, host, port] = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(listen) ?? [];
  if (!host || !port) throw new Error(`VORTEX_HTTP_LISTEN must be host:port, not "${listen}"`);
  const adminDirectory = environment['VORTEX_ADMIN_DIRECTORY'] ?? join(__dirname, '../../../../apps/admin/out');
  const decoyDirectory = environment['VORTEX_DECOY_DIRECTORY'] || undefined;
  return { host, port: Number(port), adminDirectory, decoyDirectory };
}
