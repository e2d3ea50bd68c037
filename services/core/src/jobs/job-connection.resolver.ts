import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection } from '../paging/connection';
import type { Job } from './job';

@Resolver('JobConnection')
export class JobConnectionResolver {
  @ResolveField('totalCount')
  totalCount(@Parent() { count }: Connection<Job>): Promise<number> {
    return count();
  }
}
