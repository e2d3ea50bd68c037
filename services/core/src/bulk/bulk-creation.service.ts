import { Injectable } from '@nestjs/common';
import { InvalidInput, PermissionDenied, type Scope } from '@vortex/kit';
import type { Job } from '../jobs/job';
import { toJson } from '../jobs/job-json';
import { JobService } from '../jobs/job.service';
import { KnownReferences } from '../users/known-references.service';
import { parseDraft } from '../users/user-input';
import { UserRepository } from '../users/user.repository';
import type { CreationInput } from './creation-jobs.service';
import { nameOf, patternProblems } from './name-pattern';

/** As a client asks for it: the template is yet to be read. */
export interface CreationRequest extends Omit<CreationInput, 'template'> {
  readonly template: object;
}

export interface CreationOutcome {
  /** The first names it makes. */
  readonly names: readonly string[];
  /** Those of its names others have, as far as the first thousand tell. */
  readonly taken: readonly string[];
  readonly job: Job | null;
}

const mostCreated = 100_000;
const sampleSize = 10;
const lookedUp = 1_000;

/** Makes many users alike. */
@Injectable()
export class BulkCreation {
  constructor(
    private readonly users: UserRepository,
    private readonly references: KnownReferences,
    private readonly jobs: JobService,
  ) {}

  /** @param dryRun answers with the names, and makes nobody */
  async run(scope: Scope, input: CreationRequest, dryRun: boolean): Promise<CreationOutcome> {
    if (!('tenantId' in scope)) throw new PermissionDenied('tenant_required');
    const template = await this.check(scope, input);
    const name = (n: number): string => nameOf(input.pattern, input.first + n);
    const names = Array.from({ length: Math.min(input.count, lookedUp) }, (_, n) => name(n));
    const taken = await this.takenOf(scope, names);
    const sample = { names: names.slice(0, sampleSize), taken };
    if (dryRun) return { ...sample, job: null };
    const stored: CreationInput = { ...input, template };
    const job = await this.jobs.enqueue(scope, { kind: 'CREATE_USERS', input: toJson(stored), total: input.count });
    return { ...sample, job };
  }

  /** All that is wrong, at once. The longest name speaks for all. */
  private async check(
    scope: Extract<Scope, { tenantId: unknown }>,
    input: CreationRequest,
  ): Promise<CreationInput['template']> {
    const { pattern, first, count } = input;
    const number = (path: string, value: number, min: number, max: number) =>
      value >= min && value <= max
        ? []
        : [{ path, code: 'out_of_range', message: `Take a number from ${min} to ${max}.` }];
    const problems = [
      ...patternProblems(pattern, 'input.pattern'),
      ...number('input.count', count, 1, mostCreated),
      ...number('input.first', first, 0, 1_000_000_000),
    ];
    try {
      const { username: _, ...template } = parseDraft(
        { ...input.template, username: nameOf(pattern, first + count - 1) },
        'input.template',
      );
      await this.references.check(scope, template, 'input.template');
      if (problems.length === 0) return scope.ownedBy ? { ...template, accountId: scope.ownedBy } : template;
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const named = error.violations.map((one) => ({
        ...one,
        path: one.path.replace('input.template.username', 'input.pattern'),
      }));
      problems.push(...named);
    }
    throw new InvalidInput(problems);
  }

  private async takenOf(scope: Scope, names: readonly string[]): Promise<readonly string[]> {
    const ids = await this.users.idsOf(scope, { usernames: names }, lookedUp);
    return (await this.users.findMany(scope, ids)).map(({ username }) => username);
  }
}
