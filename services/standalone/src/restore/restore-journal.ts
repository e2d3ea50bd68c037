import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { writeDurably } from '../home/secret-file';

const entry = z.object({
  id: z.string(),
  /** Of the databases that are to change places, once they are whole. */
  replaced: z
    .object({ generation: z.string().regex(/^\d+$/).transform(BigInt), services: z.array(z.string()) })
    .optional(),
});

export type JournalEntry = z.output<typeof entry>;

/** What a running standalone restores, on the disk: whoever starts after a kill reads in it what to look at. */
export class RestoreJournal {
  constructor(private readonly path: string) {}

  async write({ id, replaced }: JournalEntry): Promise<void> {
    const change = replaced && { ...replaced, generation: replaced.generation.toString() };
    await writeDurably(this.path, `${JSON.stringify({ id, replaced: change })}\n`);
  }

  async read(): Promise<JournalEntry | undefined> {
    const text = await readFile(this.path, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    return text === undefined ? undefined : entry.parse(JSON.parse(text));
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}
