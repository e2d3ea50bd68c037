import { DumpPart, type DumpRequest, type DumpStep } from '@vortex/contracts/system';
import { type Database, DatabaseSnapshot } from '@vortex/database';
import { drained, readGeneration, RelayHold } from '@vortex/messaging';
import { ConsumersBehind, DumpInProgress, DumpOutOfOrder } from './dump.errors';
import { type DumpSource, keyFingerprint } from './dump-source';

const pieceBytes = 256 * 1024;

/** One copy of the database under way: what it holds, and how each step is answered. */
export class DumpSession {
  private hold: RelayHold | undefined;
  private snapshot: DatabaseSnapshot | undefined;

  constructor(
    private readonly source: DumpSource,
    private readonly database: Database,
  ) {}

  async *answer(request: DumpRequest): AsyncGenerator<DumpPart, void> {
    const { step, withinMs } = request;
    if (step === 'DUMP_STEP_HOLD') yield await this.begin(withinMs, request.withMasterKeys);
    else if (step === 'DUMP_STEP_DRAIN') yield await this.drain(withinMs);
    else if (step === 'DUMP_STEP_SNAPSHOT') yield await this.look();
    else if (step === 'DUMP_STEP_RELEASE') yield await this.release();
    else if (step === 'DUMP_STEP_READ') yield* this.read();
    else throw new DumpOutOfOrder(step);
  }

  /** Lets go of everything, whatever step it came to. */
  async close(): Promise<void> {
    await this.hold?.release().catch(() => undefined);
    await this.snapshot?.close();
    this.hold = undefined;
  }

  private async begin(ttlMs: number, withKeys: boolean): Promise<DumpPart> {
    const { service, release, calls, masterKeys } = this.source;
    if (this.hold) throw new DumpOutOfOrder('DUMP_STEP_HOLD');
    this.hold = await RelayHold.take(this.database.url, { holder: service, ttlMs });
    if (!this.hold) throw new DumpInProgress(service);
    const generation = await readGeneration(this.database);
    const keys = [...masterKeys].map(([id, key]) => ({
      id,
      fingerprint: keyFingerprint(key),
      key: withKeys ? key.toString('base64') : '',
    }));
    const origin = { service, release, generation, calls: [...calls], masterKeys: keys };
    return part('DUMP_STEP_HOLD', { origin });
  }

  private async drain(withinMs: number): Promise<DumpPart> {
    const { service, bus } = this.source;
    if (!(await drained(service, bus, this.database, AbortSignal.timeout(withinMs))))
      throw new ConsumersBehind(service);
    return part('DUMP_STEP_DRAIN', {});
  }

  private async look(): Promise<DumpPart> {
    if (!this.hold || this.snapshot) throw new DumpOutOfOrder('DUMP_STEP_SNAPSHOT');
    this.snapshot = await DatabaseSnapshot.open(this.database.url);
    const { migrations, tables, sequences } = this.snapshot.contents;
    const contents = {
      migrations: [...migrations],
      tables: tables.map((table) => ({ ...table, columns: [...table.columns] })),
      sequences: [...sequences],
    };
    return part('DUMP_STEP_SNAPSHOT', { contents });
  }

  private async release(): Promise<DumpPart> {
    if (!this.hold) throw new DumpOutOfOrder('DUMP_STEP_RELEASE');
    const undisturbed = await this.hold.release();
    this.hold = undefined;
    return part('DUMP_STEP_RELEASE', { undisturbed });
  }

  private async *read(): AsyncGenerator<DumpPart> {
    if (!this.snapshot) throw new DumpOutOfOrder('DUMP_STEP_READ');
    for (const table of this.snapshot.contents.tables) {
      const { data, rows } = this.snapshot.read(table);
      for await (const piece of pieces(data)) yield part('DUMP_STEP_READ', { table: table.name, data: piece });
      yield part('DUMP_STEP_READ', { table: table.name, rows: BigInt(rows()) });
    }
    yield part('DUMP_STEP_READ', {});
  }
}

function part(step: DumpStep, rest: Partial<Omit<DumpPart, 'step'>>): DumpPart {
  return { ...DumpPart.fromPartial({ step }), ...rest };
}

/** PostgreSQL sends row by row; a message for each would cost more than the row. */
async function* pieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes < pieceBytes) continue;
    yield* sliced(Buffer.concat(waiting));
    [waiting, bytes] = [[], 0];
  }
  if (bytes > 0) yield* sliced(Buffer.concat(waiting));
}

/** A single row may be larger than a message may be. */
function* sliced(buffer: Buffer): Generator<Buffer> {
  for (let from = 0; from < buffer.length; from += pieceBytes) yield buffer.subarray(from, from + pieceBytes);
}
