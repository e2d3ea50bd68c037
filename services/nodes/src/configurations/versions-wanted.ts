import type { ListConfigurationVersionsRequest } from '@vortex/contracts/nodes';
import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import type { PageWanted } from '../access/list-page';
import { line } from '../atoms/text';
import { type ServerId, serverId } from '../servers/server';
import { causes, type VersionFilter } from './version';
import { versionOrder, type VersionSort } from './version-sort';

export interface VersionsWanted {
  readonly serverId: ServerId;
  readonly filter: VersionFilter;
  readonly sort: readonly VersionSort[];
  readonly page: PageWanted;
  readonly withTotal: boolean;
}

const filter = z.object({
  causes: z.array(z.enum(causes)).max(causes.length),
  draft: z.boolean().optional(),
  search: line(0, 200),
});

/** What is to be listed, or `InvalidInput`. */
export function versionsWantedFrom(request: ListConfigurationVersionsRequest): VersionsWanted {
  const { draft, search, page } = request;
  const named = request.causes.map((cause) => cause.replace('CONFIGURATION_CAUSE_', '').toLowerCase());
  const sort = versionOrder.terms(request.sort);
  return {
    serverId: serverId(request.serverId, 'serverId'),
    filter: { draft: undefined, ...parseInput(filter, { causes: named, draft, search }, 'filter') },
    ...{ sort, page: versionOrder.page(page, sort), withTotal: page?.withTotal ?? false },
  };
}
