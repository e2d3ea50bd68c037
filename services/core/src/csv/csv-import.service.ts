import { Inject, Injectable } from '@nestjs/common';
import { type AccountCaller, CLOCK, type Clock, scopeOf } from '@vortex/kit';
import type { GroupId } from '../groups/group';
import { GroupRepository } from '../groups/group.repository';
import type { Job } from '../jobs/job';
import { JobService } from '../jobs/job.service';
import { folded } from '../users/search';
import { usernameKey } from '../users/username';
import { UserRepository } from '../users/user.repository';
import { CsvUploadRepository, type UploadId } from './csv-upload.repository';
import { FileRefused, UploadUnknown } from './csv.errors';
import { readRow, type RowProblem } from './import-row';
import { readRows } from './user-csv-reader';

/** What a file has come to. */
export interface ImportOutcome {
  readonly rows: number;
  readonly valid: number;
  /** The first ones. */
  readonly problems: readonly RowProblem[];
  readonly job: Job | null;
}

const mostProblems = 1_000;
const lookedUp = 1_000;
const mostGroups = 10_000;

/** Takes in files of users. */
@Injectable()
export class CsvImport {
  constructor(
    private readonly uploads: CsvUploadRepository,
    private readonly users: UserRepository,
    private readonly groups: GroupRepository,
    private readonly jobs: JobService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async upload(caller: AccountCaller, content: Buffer): Promise<UploadId> {
    if (content.length === 0) throw new FileRefused('empty');
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      throw new FileRefused('not_utf8');
    }
    return this.uploads.insert(caller, content, this.clock.now());
  }

  /** Reads all of the file, and names every bad cell; a job makes the users of the good rows unless it is a dry run. */
  async run(caller: AccountCaller, uploadId: string, dryRun: boolean): Promise<ImportOutcome> {
    const content = await this.uploads.read(caller, uploadId);
    if (!content) throw new UploadUnknown();
    const groups = await this.groupsOf(caller);
    const problems: RowProblem[] = [];
    const names = new Map<string, number>();
    let rows = 0;
    let bad = 0;
    for await (const row of readRows(content)) {
      rows += 1;
      const read = readRow(row, groups);
      const wrong = 'draft' in read ? twice(names, read.draft.username, read.line) : read.problems;
      if (wrong.length > 0) bad += 1;
      problems.push(...wrong.slice(0, mostProblems - problems.length));
    }
    const taken = await this.taken(caller, names);
    problems.push(...taken.slice(0, mostProblems - problems.length));
    problems.sort((one, other) => one.line - other.line);
    const valid = rows - bad - taken.length;
    if (dryRun) return { rows, valid, problems, job: null };
    const job = await this.jobs.enqueue(scopeOf(caller), { kind: 'IMPORT_USERS', input: { uploadId }, total: rows });
    return { rows, valid, problems, job };
  }

  /** Ids by folded names. */
  async groupsOf(caller: AccountCaller): Promise<ReadonlyMap<string, GroupId>> {
    const found = await this.groups.all(scopeOf(caller), mostGroups);
    return new Map(found.map(({ name, id }) => [folded(name), id]));
  }

  private async taken(caller: AccountCaller, names: ReadonlyMap<string, number>): Promise<RowProblem[]> {
    const problems: RowProblem[] = [];
    const keys = [...names.keys()];
    for (let from = 0; from < keys.length; from += lookedUp) {
      const usernames = keys.slice(from, from + lookedUp);
      const scope = { tenantId: caller.tenantId };
      const ids = await this.users.idsOf(scope, { usernames }, lookedUp);
      for (const { username } of await this.users.findMany(scope, ids)) {
        const line = names.get(usernameKey(username)) ?? 0;
        problems.push({ line, column: 'username', code: 'taken', message: 'Another user has this name.' });
      }
    }
    return problems;
  }
}

function twice(names: Map<string, number>, username: string, line: number): RowProblem[] {
  const key = usernameKey(username);
  const before = names.get(key);
  if (before === undefined) names.set(key, line);
  if (before === undefined) return [];
  return [{ line, column: 'username', code: 'twice', message: `Line ${before} has the same name.` }];
}
