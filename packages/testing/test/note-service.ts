import { Controller, Get, Inject, Injectable, Module } from '@nestjs/common';
import { AccountCreated, AuthServiceService } from '@vortex/contracts/auth';
import { rpcPolicies } from '@vortex/contracts/catalog';
import { Database } from '@vortex/database';
import { defineService, InjectRpc, Public, Rpc, type RpcCall, type RpcClient } from '@vortex/kit';
import { Consume, type EventMeta, Outbox } from '@vortex/messaging';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Note {
  readonly id: string;
  readonly text: string;
}

const codec = {
  requestStream: false,
  responseStream: false,
  requestSerialize: (value: Note): Buffer => Buffer.from(JSON.stringify(value)),
  requestDeserialize: (bytes: Buffer): Note => JSON.parse(bytes.toString()) as Note,
  responseSerialize: (value: Note): Buffer => Buffer.from(JSON.stringify(value)),
  responseDeserialize: (bytes: Buffer): Note => JSON.parse(bytes.toString()) as Note,
} as const;

export const NoteService = {
  write: { ...codec, path: '/vortex.note.v1.NoteService/Write' },
  read: { ...codec, path: '/vortex.note.v1.NoteService/Read' },
  author: { ...codec, path: '/vortex.note.v1.NoteService/Author' },
} as const;

export const policies = {
  '/vortex.note.v1.NoteService/Write': { permission: 'note.write', idempotent: false },
  '/vortex.note.v1.NoteService/Read': { permission: 'authenticated', idempotent: true },
  '/vortex.note.v1.NoteService/Author': { permission: 'public', idempotent: true },
  ...Object.fromEntries(Object.entries(rpcPolicies).filter(([path]) => !path.startsWith('/vortex.note.'))),
};

/** A small service with a table, an event and a peer. */
@Injectable()
class Notes {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @InjectRpc(AuthServiceService) private readonly auth: RpcClient<typeof AuthServiceService>,
  ) {}

  @Rpc(NoteService.write)
  write(note: Note): Promise<Note> {
    return this.db.run(async () => {
      await this.db.sql.execute('INSERT INTO note (id, text) VALUES ($1, $2)', [note.id, note.text]);
      await this.outbox.add(AccountCreated, { accountId: note.id, username: note.text }, { aggregateId: note.id });
      return note;
    });
  }

  @Rpc(NoteService.read)
  async read(request: Note, _call: RpcCall): Promise<Note> {
    const [row] = await this.db.sql.query<Note>('SELECT id, text FROM note WHERE id = $1', [request.id]);
    return row ?? { id: request.id, text: '' };
  }

  @Rpc(NoteService.author)
  async author(request: Note): Promise<Note> {
    const { username } = await this.auth.getOwnAccount({});
    return { id: request.id, text: username };
  }

  @Consume(AccountCreated)
  async onAccount(event: AccountCreated, _meta: EventMeta): Promise<void> {
    await this.db.sql.execute('INSERT INTO note (id, text) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      `seen-${event.accountId}`,
      event.username,
    ]);
  }
}

@Controller()
class NoteController {
  constructor(@Inject(Notes) private readonly notes: Notes) {}

  @Get('notes/me')
  @Public()
  mine(): Promise<Note> {
    return this.notes.author({ id: 'n', text: '' });
  }
}

@Module({ providers: [Notes], controllers: [NoteController] })
class NoteModule {}

function migrations(): string {
  const directory = mkdtempSync(join(tmpdir(), 'note-migrations-'));
  mkdirSync(join(directory, '1_note'));
  writeFileSync(
    join(directory, '1_note', 'migration.sql'),
    'CREATE TABLE note (id text PRIMARY KEY, text text NOT NULL);',
  );
  return directory;
}

export const note = defineService({
  name: 'note',
  module: NoteModule,
  calls: ['auth'],
  database: {
    createClient: () => ({
      $connect: () => Promise.resolve(),
      $disconnect: () => Promise.resolve(),
      $transaction: (work: (client: never) => Promise<never>) => work(undefined as never),
    }),
    migrations: migrations(),
  },
});
