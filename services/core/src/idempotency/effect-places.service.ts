import { Injectable } from '@nestjs/common';
import { injectedClients, RpcClients } from '@vortex/kit';

type Token = unknown;

/**
 * Where the effects of a resolver may lie: with core alone, or also with services that it, or something it is given,
 * calls. Read from what their constructors have injected, so nobody has to say it, and nobody can say it wrong.
 */
@Injectable()
export class EffectPlaces {
  private readonly known = new WeakMap<object, boolean>();

  callsOthers(resolver: object): boolean {
    const known = this.known.get(resolver) ?? reachesRpc(resolver, new Set());
    this.known.set(resolver, known);
    return known;
  }
}

function reachesRpc(token: Token, seen: Set<Token>): boolean {
  if (token === RpcClients || (typeof token === 'symbol' && injectedClients().has(token))) return true;
  if (typeof token !== 'function' || seen.has(token)) return false;
  seen.add(token);
  return dependenciesOf(token).some((dependency) => reachesRpc(dependency, seen));
}

function dependenciesOf(type: object): Token[] {
  const parameters = (Reflect.getMetadata('design:paramtypes', type) ?? []) as Token[];
  const named = (Reflect.getMetadata('self:paramtypes', type) ?? []) as { index: number; param: Token }[];
  const properties = (Reflect.getMetadata('self:properties_metadata', type) ?? []) as { type: Token }[];
  return [...parameters, ...named.map(({ param }) => param), ...properties.map((property) => property.type)];
}
