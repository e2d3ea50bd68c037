import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { accountOf, anonymous, authorize, currentCall, parseId, Permission } from '@vortex/kit';
import type {
  MutationCreateUsersArgs,
  MutationDeleteUsersArgs,
  MutationExtendUsersArgs,
  MutationMoveUsersArgs,
  MutationResetUsersUsageArgs,
  MutationSetUsersEnabledArgs,
  MutationUndoJobArgs,
  UserFilter,
} from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import type { Job } from '../jobs/job';
import { parseFilter } from '../users/user-filter-input';
import { BulkCreation, type CreationOutcome } from './bulk-creation.service';
import { parseExtension, parseMove } from './bulk-input.graphql';
import type { BulkOperation } from './bulk-operation';
import { type BulkOutcome, BulkService } from './bulk.service';
import { UndoService } from './undo.service';

@Resolver()
export class BulkResolver {
  constructor(
    private readonly bulk: BulkService,
    private readonly creation: BulkCreation,
    private readonly undoing: UndoService,
  ) {}

  @Mutation('createUsers')
  @Permission('core.user.bulk')
  create(@Args() { input, dryRun }: MutationCreateUsersArgs): Promise<CreationOutcome> {
    const { pattern, count, first, template } = input;
    return this.creation.run(
      callerScope(),
      { pattern, count, first: first ?? 1, template: template ?? {} },
      dryRun === true,
    );
  }

  @Mutation('extendUsers')
  @Permission('core.user.bulk')
  extend(@Args() { filter, input, dryRun }: MutationExtendUsersArgs): Promise<BulkOutcome> {
    return this.run(filter, parseExtension(input), dryRun);
  }

  @Mutation('resetUsersUsage')
  @Permission('core.user.bulk')
  reset(@Args() { filter, dryRun }: MutationResetUsersUsageArgs): Promise<BulkOutcome> {
    return this.run(filter, { kind: 'RESET_USERS' }, dryRun);
  }

  @Mutation('moveUsers')
  @Permission('core.user.bulk')
  move(@Args() { filter, input, dryRun }: MutationMoveUsersArgs): Promise<BulkOutcome> {
    return this.run(filter, parseMove(input), dryRun);
  }

  @Mutation('setUsersEnabled')
  @Permission('core.user.bulk')
  setEnabled(@Args() { filter, enabled, dryRun }: MutationSetUsersEnabledArgs): Promise<BulkOutcome> {
    return this.run(filter, { kind: 'SET_USERS_ENABLED', enabled }, dryRun);
  }

  /** Deleting many is deleting, too. */
  @Mutation('deleteUsers')
  @Permission('core.user.bulk')
  async delete(@Args() { filter, dryRun }: MutationDeleteUsersArgs): Promise<BulkOutcome> {
    authorize('core.user.delete', accountOf(currentCall()?.caller ?? anonymous));
    return this.run(filter, { kind: 'DELETE_USERS' }, dryRun);
  }

  @Mutation('undoJob')
  @Permission('core.user.bulk')
  undo(@Args() { id }: MutationUndoJobArgs): Promise<Job> {
    return this.undoing.undo(callerScope(), parseId(id, 'id'));
  }

  private run(filter: UserFilter, operation: BulkOperation, dryRun?: boolean | null): Promise<BulkOutcome> {
    return this.bulk.run(callerScope(), parseFilter(filter), operation, dryRun === true);
  }
}
