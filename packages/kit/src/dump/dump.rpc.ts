import { Inject, Injectable } from '@nestjs/common';
import { type DumpPart, type DumpRequest, DumpServiceService } from '@vortex/contracts/system';
import { Rpc, type RpcCall } from '../rpc/rpc.decorator';
import { BackupServiceOnly, NoDatabase } from './dump.errors';
import { DumpSession } from './dump-session';
import { DUMP_SOURCE, type DumpSource } from './dump-source';

/** The only service that copies databases. */
const copier = 'backup';

/** Every service hands out its own database, so that nobody else needs to reach it. */
@Injectable()
export class DumpRpc {
  constructor(@Inject(DUMP_SOURCE) private readonly source: DumpSource) {}

  @Rpc(DumpServiceService.dump)
  async *dump(requests: AsyncIterable<DumpRequest>, call: RpcCall): AsyncGenerator<DumpPart> {
    const { database, service } = this.source;
    if (call.peer !== copier) throw new BackupServiceOnly();
    if (!database) throw new NoDatabase(service);
    const session = new DumpSession(this.source, database);
    // Whoever asked may go away while nothing is asked or answered.
    const end = (): void => void session.close();
    call.signal.addEventListener('abort', end, { once: true });
    try {
      for await (const request of requests) yield* session.answer(request);
    } finally {
      call.signal.removeEventListener('abort', end);
      await session.close();
    }
  }
}
