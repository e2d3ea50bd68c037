import { Args, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { anonymous, currentCall, InvalidInput, parseId, Permission, scopeOf } from '@vortex/kit';
import type {
  JobFailure as JobFailureFields,
  JobFailuresArgs,
  MutationCancelJobArgs,
  QueryJobArgs,
  QueryJobsArgs,
  SubscriptionJobProgressArgs,
} from '../generated/schema';
import type { Connection } from '../paging/connection';
import { pageOf } from '../paging/page';
import { parseSorts } from '../paging/sort-input';
import type { Job } from './job';
import { parseJobFilter } from './job-filter.graphql';
import { jobsSortedBy } from './job-list';
import { JobService } from './job.service';

const mostFailures = 500;

@Resolver('Job')
export class JobResolver {
  constructor(private readonly jobs: JobService) {}

  @Query('job')
  @Permission('core.user.bulk')
  async job(@Args() { id }: QueryJobArgs): Promise<Job | null> {
    return (await this.jobs.find(scopeOfCaller(), parseId(id, 'id'))) ?? null;
  }

  @Query('jobs')
  @Permission('core.user.bulk')
  list(@Args() { filter, sort, page }: QueryJobsArgs): Promise<Connection<Job>> {
    const wanted = pageOf(page, jobsSortedBy(parseSorts(sort)));
    return this.jobs.list(scopeOfCaller(), parseJobFilter(filter), wanted);
  }

  @Mutation('cancelJob')
  @Permission('core.user.bulk')
  cancel(@Args() { id }: MutationCancelJobArgs): Promise<Job> {
    return this.jobs.cancel(scopeOfCaller(), parseId(id, 'id'));
  }

  @Subscription('jobProgress')
  @Permission('core.user.bulk')
  async *progress(@Args() { id }: SubscriptionJobProgressArgs): AsyncGenerator<{ jobProgress: Job }> {
    for await (const job of this.jobs.follow(scopeOfCaller(), parseId(id, 'id'))) yield { jobProgress: job };
  }

  @ResolveField('state')
  state(@Parent() { state }: Job): string {
    return state.toUpperCase();
  }

  @ResolveField('createdById')
  createdById(@Parent() { createdBy }: Job): string | null {
    return createdBy;
  }

  @ResolveField('undoneById')
  undoneById(@Parent() { undoneBy }: Job): string | null {
    return undoneBy;
  }

  @ResolveField('undoableUntil')
  undoableUntil(@Parent() job: Job): Date | null {
    return this.jobs.undoableUntil(job);
  }

  @ResolveField('failures')
  failures(@Parent() job: Job, @Args() { first, skip }: JobFailuresArgs): Promise<JobFailureFields[]> {
    const problems = [
      ...(first && first >= 1 && first <= mostFailures
        ? []
        : [{ path: 'first', code: 'out_of_range', message: `Ask for 1 to ${mostFailures}.` }]),
      ...((skip ?? 0) >= 0 ? [] : [{ path: 'skip', code: 'out_of_range', message: 'Skip 0 or more.' }]),
    ];
    if (!first || problems.length > 0) throw new InvalidInput(problems);
    return this.jobs.failures(job, first, skip ?? 0);
  }
}

function scopeOfCaller() {
  return scopeOf(currentCall()?.caller ?? anonymous);
}
