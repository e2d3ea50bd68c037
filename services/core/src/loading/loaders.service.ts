import { Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { anonymous, type GraphqlContext, runInCall, runOutsideCall, scopeOf } from '@vortex/kit';
import DataLoader from 'dataloader';
import type { Loader } from './loader';

/** Keys of one statement or rpc. More than a page of pages ever has. */
const mostKeys = 5_000;

type AnyLoader = Loader<unknown, unknown>;

/**
 * Batches what the resolvers of one level ask for into one load a type. What was loaded is kept for the operation it was
 * loaded for and no longer: each request, and each event of a subscription, has a context of its own, and with it loaders
 * of its own. So nothing is ever shared between callers, and no event is answered with what an earlier one had read.
 */
@Injectable()
export class Loaders {
  private readonly byContext = new WeakMap<GraphqlContext, Map<Type<AnyLoader>, DataLoader<unknown, unknown>>>();

  constructor(private readonly container: ModuleRef) {}

  of<K, V>(context: GraphqlContext, type: Type<Loader<K, V>>): Pick<DataLoader<K, V | undefined>, 'load' | 'loadMany'> {
    const known = this.byContext.get(context) ?? new Map<Type<AnyLoader>, DataLoader<unknown, unknown>>();
    this.byContext.set(context, known);
    let loader = known.get(type);
    if (!loader) {
      loader = this.open(context, type);
      known.set(type, loader);
    }
    return loader as DataLoader<K, V | undefined>;
  }

  private open({ call }: GraphqlContext, type: Type<AnyLoader>): DataLoader<unknown, unknown> {
    const source = this.container.get<AnyLoader>(type, { strict: false });
    const scope = scopeOf(call?.caller ?? anonymous);
    const loadAll = async (keys: readonly unknown[]): Promise<unknown[]> => {
      const found = await source.loadAll(scope, keys);
      return keys.map((key) => found.get(key));
    };
    // A batch is sent by whichever resolver asked first; it belongs to the caller all the same.
    const batch = (keys: readonly unknown[]): Promise<unknown[]> =>
      call ? runInCall(call, () => loadAll(keys)) : runOutsideCall(() => loadAll(keys));
    return new DataLoader(batch, { maxBatchSize: mostKeys, cacheKeyFn: (key) => source.identify(key) });
  }
}
