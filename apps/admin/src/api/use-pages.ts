import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

interface PageOf<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface Wanted<Node> {
  readonly key: readonly unknown[];
  readonly size?: number;
  readonly load: (page: { first: number; after?: string }, signal: AbortSignal) => Promise<PageOf<Node>>;
  readonly refetchInterval?: number;
  /** Not before it is known what to ask for. */
  readonly enabled?: boolean;
  /** Thousands of rows: they are not compared with those before, and not all read anew each time they are come back to. */
  readonly isLong?: boolean;
}

/** How long what was read of a long list is good enough to come back to. */
const freshMs = 30_000;

/** A list that comes in pages: those that were asked for, one behind the other. */
export function usePages<Node>({
  key,
  size = 50,
  load,
  refetchInterval,
  enabled = true,
  isLong = false,
}: Wanted<Node>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load({ first: size, ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage && pageInfo.endCursor) || undefined,
    placeholderData: keepPreviousData,
    enabled,
    ...(refetchInterval && { refetchInterval }),
    ...(isLong && { structuralSharing: false, staleTime: freshMs }),
  });
  const pages = query.data?.pages;
  const items = useMemo(() => pages?.flatMap(({ nodes }) => nodes), [pages]);
  return { ...query, items };
}
