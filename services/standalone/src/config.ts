import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { version } from '../package.json';
import { StartFailure } from './start-failure';

type Environment = Readonly<Record<string, string | undefined>>;

export interface StandaloneConfig {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly metricsToken: string | undefined;
  readonly masterKeyFile: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly logFormat: 'json' | 'pretty';
  readonly version: string;
  readonly startedByNpm: boolean;
  /** Where agents of other machines dial in. Undefined: only this machine's own does. */
  readonly agentPort: number | undefined;
  /** What makes a node of this machine; undefined where there shall be none. */
  readonly localNode:
    { readonly program: string; readonly builder: readonly string[]; readonly agent: string } | undefined;
  readonly adminDirectory: string;
  readonly decoyDirectory: string | undefined;
  readonly linkPrefix: string | undefined;
  /** For development: a server that has the dashboard, instead of its files. */
  readonly adminUpstream: string | undefined;
  /** All of it, for the services to read their own settings from. */
  readonly environment: Environment;
}

const shape = z.object({
  VORTEX_HOME: z.string().default('./.vortex'),
  VORTEX_HOST: z.string().default('127.0.0.1'),
  VORTEX_PORT: z
    .string()
    .default('8080')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) < 65536, 'a port number from 0 to 65535')
    .transform(Number),
  VORTEX_PUBLIC_URL: z
    .string()
    .refine((text) => /^https?:$/.test(protocolOf(text)), 'an http:// or https:// address')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  VORTEX_TLS_CERT: z.string().refine(isReadable, 'a file this user can read').optional(),
  VORTEX_TLS_KEY: z.string().refine(isReadable, 'a file this user can read').optional(),
  VORTEX_METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  VORTEX_MASTER_KEY_FILE: z.string().refine(isReadable, 'a file this user can read').optional(),
  VORTEX_DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:$/.test(protocolOf(text)), 'an address like postgres://user@host')
    .optional(),
  VORTEX_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'debug, info, warn, error or silent')
    .default('warn'),
  VORTEX_LOG_FORMAT: z.enum(['json', 'pretty'], 'json or pretty').default('pretty'),
  VORTEX_AGENT_PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) < 65536, 'a port number from 0 to 65535')
    .transform(Number)
    .optional(),
  VORTEX_LOCAL_NODE: z.enum(['on', 'off'], 'on or off').default('on'),
  VORTEX_TUNNEL: z.string().optional(),
  VORTEX_TUNNEL_BUILDER: z.string().optional(),
  VORTEX_ADMIN_DIRECTORY: z.string().optional(),
  VORTEX_DECOY_DIRECTORY: z.string().refine(isReadable, 'a folder this user can read').optional(),
  /** Core says what it may be. */
  VORTEX_LINK_PREFIX: z.string().optional(),
  VORTEX_ADMIN_UPSTREAM: z.string().optional(),
});

/**
 * Reads the standalone's own settings; an empty value counts as absent. Names every wrong one at once.
 *
 * @param home instead of VORTEX_HOME
 */
export function readConfig(environment: Environment = process.env, home?: string): StandaloneConfig {
  const given = { ...environment, ...(home ? { VORTEX_HOME: home } : {}) };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(present);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} must be ${issue.message}`);
  const tls = tlsOf(present['VORTEX_TLS_CERT'], present['VORTEX_TLS_KEY']);
  if (tls === 'incomplete') problems.push('VORTEX_TLS_CERT and VORTEX_TLS_KEY must be given together');
  if (!parsed.success || tls === 'incomplete') {
    throw new StartFailure(
      problems.join('; '),
      'Correct the environment; `npm start -- --help` explains every setting.',
    );
  }
  const settings = parsed.data;
  return {
    home: resolve(settings.VORTEX_HOME),
    host: settings.VORTEX_HOST,
    port: settings.VORTEX_PORT,
    publicUrl: settings.VORTEX_PUBLIC_URL,
    tls,
    metricsToken: settings.VORTEX_METRICS_TOKEN,
    masterKeyFile: settings.VORTEX_MASTER_KEY_FILE,
    databaseUrl: settings.VORTEX_DATABASE_URL,
    logLevel: settings.VORTEX_LOG_LEVEL,
    logFormat: settings.VORTEX_LOG_FORMAT,
    version,
    startedByNpm: present['npm_lifecycle_event'] !== undefined,
    agentPort: settings.VORTEX_AGENT_PORT,
    localNode: localNodeOf(settings),
    adminDirectory: settings.VORTEX_ADMIN_DIRECTORY ?? resolve(__dirname, '../../../apps/admin/out'),
    decoyDirectory: settings.VORTEX_DECOY_DIRECTORY,
    linkPrefix: settings.VORTEX_LINK_PREFIX,
    adminUpstream: settings.VORTEX_ADMIN_UPSTREAM,
    environment: present,
  };
}

function localNodeOf(settings: z.output<typeof shape>): StandaloneConfig['localNode'] {
  const { VORTEX_LOCAL_NODE: wanted, VORTEX_TUNNEL: program, VORTEX_TUNNEL_BUILDER: builder } = settings;
  if (wanted === 'off' || program === undefined) return undefined;
  const agent = resolve(__dirname, '../../node-agent/dist/main.js');
  return { program, builder: builder === undefined ? [] : [process.execPath, builder], agent };
}

function tlsOf(certFile: string | undefined, keyFile: string | undefined) {
  if (certFile === undefined && keyFile === undefined) return undefined;
  return certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : 'incomplete';
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : '';
}

function isReadable(file: string): boolean {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}
