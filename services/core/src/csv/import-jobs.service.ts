import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accountOf } from '@vortex/kit';
import { BulkChange } from '../bulk/bulk-change.service';
import { namesOf } from '../bulk/bulk-record';
import { chunkRows, type Job, type JobFailure, type JobStep } from '../jobs/job';
import type { JobHandler } from '../jobs/job-handler';
import { JobHandlers } from '../jobs/job-handlers.service';
import { fromJson, toJson } from '../jobs/job-json';
import { UserCreation } from '../users/user-creation.service';
import { tooMany } from '../users/too-many-users';
import type { UserDraft } from '../users/user-input';
import { CsvImport } from './csv-import.service';
import { CsvUploadRepository } from './csv-upload.repository';
import { UploadUnknown } from './csv.errors';
import { readRow } from './import-row';
import { type CsvPlace, readRows } from './user-csv-reader';

/** Makes the users of a file, a chunk at a time from the byte where the last one ended. */
@Injectable()
export class ImportJobs implements JobHandler, OnModuleInit {
  readonly kinds = ['IMPORT_USERS'] as const;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly uploads: CsvUploadRepository,
    private readonly imports: CsvImport,
    private readonly creation: UserCreation,
    private readonly changes: BulkChange,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async step({ tenantId, input, cursor, call }: Job): Promise<JobStep> {
    const caller = accountOf(call.caller);
    const { uploadId } = input as { readonly uploadId: string };
    const from = fromJson<CsvPlace | null>(cursor) ?? undefined;
    const content = await this.uploads.read(caller, uploadId, from?.byte);
    if (!content) throw new UploadUnknown();
    const groups = await this.imports.groupsOf(caller);
    const owner = caller.ownRowsOnly ? { accountId: caller.accountId } : {};
    const drafts: { line: number; draft: UserDraft }[] = [];
    const failures: JobFailure[] = [];
    let end = from;
    let rows = 0;
    for await (const row of readRows(content, from)) {
      const read = readRow(row, groups);
      if ('draft' in read) drafts.push({ line: read.line, draft: { ...read.draft, ...owner } });
      else failures.push(...read.problems.slice(0, 1).map(({ column, ...rest }) => failed(read.line, column, rest)));
      end = row.end;
      rows += 1;
      if (rows === chunkRows) break;
    }
    const { users, taken, refused, full } = await this.creation.createMany(
      tenantId,
      drafts.map(({ draft }) => draft),
    );
    const lines = taken.map((n) => drafts[n]?.line ?? 0);
    const problem = { code: 'taken', message: 'Another user has this name.' };
    failures.push(...lines.map((line) => failed(line, 'username', problem)));
    failures.push(...refused.map((n) => tooMany(`line ${drafts[n]?.line ?? 0}`, full)));
    await this.changes.created(users, { action: 'core.user.import', after: { users: namesOf(users) } });
    const finished = rows < chunkRows;
    if (finished) await this.uploads.delete(uploadId);
    return { cursor: toJson(end ?? null), finished, done: users.length, failures };
  }
}

function failed(line: number, path: string, { code, message }: Pick<JobFailure, 'code' | 'message'>): JobFailure {
  return { item: `line ${line}`, path, code, message };
}
