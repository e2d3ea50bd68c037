import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const port = z.int().min(1).max(65_535);

const shape = z.object({
  tenantId: z.string(),
  serverId: z.string(),
  inbounds: z.array(z.object({ id: z.string(), name: z.string() })),
  coverPort: port,
  /** How far setting it up has come: all of it was made, or it waits for the customers' side. */
  offered: z.boolean(),
});

export type LocalNodeRecord = z.output<typeof shape>;

export async function readRecord(path: string): Promise<LocalNodeRecord | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : shape.parse(JSON.parse(text));
}

export async function writeRecord(path: string, record: LocalNodeRecord): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(record), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
