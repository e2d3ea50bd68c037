import {
  ArchiveDamaged,
  type ArchiveDescription,
  archiveFormat,
  checkSeal,
  ArchiveFormatUnknown,
  ArchiveTruncated,
  description,
  descriptionEntry,
  linesOf,
  type Manifest,
  manifest,
  manifestEntry,
  masterKeysEntry,
  readArchive,
} from '@vortex/backup';
import { createHash } from 'node:crypto';

export interface VerifiedArchive {
  readonly description: ArchiveDescription;
  readonly manifest: Manifest;
  /** The content of a master key file, where the archive brings one. */
  readonly masterKeys: string | undefined;
}

/** Reads all of an archive and compares it with what it says of itself. Writes nothing. */
export async function verifyArchive(path: string, passphrase: string): Promise<VerifiedArchive> {
  const found = new Map<string, { rows: number; bytes: number; sha256: string }>();
  let [described, listed, masterKeys]: [ArchiveDescription?, Manifest?, string?] = [];
  await checkSeal(path, passphrase);
  for await (const part of readArchive(path, passphrase)) {
    if (part.kind === 'table') {
      found.set(`${part.service}/${part.table}`, await sumOf(part.data));
      continue;
    }
    const text = await textOf(part.data);
    if (part.name === descriptionEntry) described = readDescription(text);
    else if (part.name === manifestEntry) listed = readJson(text, manifest, part.name);
    else if (part.name === masterKeysEntry) masterKeys = text;
  }
  if (!described || !listed) throw new ArchiveTruncated();
  for (const { service, table, rows, bytes, sha256 } of listed.tables) {
    const sum = found.get(`${service}/${table}`) ?? { rows: 0, bytes: 0, sha256: createHash('sha256').digest('hex') };
    if (sum.rows !== rows || sum.bytes !== bytes || sum.sha256 !== sha256)
      throw new ArchiveDamaged(`${service} ${table}`);
  }
  const tables = described.services.reduce((sum, service) => sum + service.tables.length, 0);
  if (tables !== listed.tables.length) throw new ArchiveDamaged(manifestEntry);
  return { description: described, manifest: listed, masterKeys };
}

/** The number of the format is looked at first: whatever else is there may look different in another one. */
function readDescription(text: string): ArchiveDescription {
  const { format } = JSON.parse(text) as { format?: unknown };
  if (format !== archiveFormat) throw new ArchiveFormatUnknown(String(format));
  return readJson(text, description, descriptionEntry);
}

function readJson<T>(text: string, schema: { parse(value: unknown): T }, where: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new ArchiveDamaged(where);
  }
}

async function sumOf(data: AsyncIterable<Buffer>) {
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  for await (const chunk of data) {
    hash.update(chunk);
    rows += linesOf(chunk);
    bytes += chunk.length;
  }
  return { rows, bytes, sha256: hash.digest('hex') };
}

async function textOf(data: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of data) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
