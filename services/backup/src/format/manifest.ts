import { z } from 'zod';

/** Of the layout of an archive. A reader refuses a number it does not know. */
export const archiveFormat = 1;

/** The first entry: what the archive is about. */
export const descriptionEntry = 'backup.json';
/** The last entry: what it holds. */
export const manifestEntry = 'manifest.json';
export const masterKeysEntry = 'secrets/master.keys';

const bigint = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt);

const service = z.object({
  name: z.string(),
  release: z.string(),
  generation: bigint,
  /** The first one seals, the others still open. */
  masterKeys: z.array(z.object({ id: z.string(), fingerprint: z.string() })),
  migrations: z.array(z.object({ source: z.string(), name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.object({ name: z.string(), columns: z.array(z.string()), partitionOf: z.string(), bounds: z.string() }),
  ),
  sequences: z.array(z.object({ name: z.string(), lastValue: bigint, isCalled: z.boolean() })),
});

export const description = z.object({
  format: z.literal(archiveFormat),
  release: z.string(),
  createdAt: z.coerce.date(),
  generation: bigint,
  services: z.array(service),
});

/** How many rows and bytes a table has, and the SHA-256 of its bytes. */
const tableSum = z.object({
  service: z.string(),
  table: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
});

export const manifest = z.object({ tables: z.array(tableSum) });

export type ArchivedService = z.output<typeof service>;
export type ArchiveDescription = z.output<typeof description>;
export type TableSum = z.output<typeof tableSum>;
export type Manifest = z.output<typeof manifest>;

export function toJson(value: ArchiveDescription | Manifest): Buffer {
  const text = JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one), 2);
  return Buffer.from(`${text}\n`);
}

/** Where the `index`th piece of a table is, counted from 0. */
export function pieceName(serviceName: string, table: string, index: number): string {
  return `data/${serviceName}/${table}/${String(index).padStart(6, '0')}`;
}

export function tableOfPiece(name: string): { service: string; table: string } | undefined {
  const [, serviceName, table] = /^data\/([a-z0-9-]+)\/([^/]+)\/\d+$/.exec(name) ?? [];
  return serviceName && table ? { service: serviceName, table } : undefined;
}
