import { Injectable } from '@nestjs/common';
import { parseInput } from '@vortex/kit';
import { lookup } from 'node:dns/promises';
import { z } from 'zod';
import { endpoint, hostName } from '../atoms/network-address';
import { isPublic } from './public-address.probe';
import { greet } from './target.probe';
import { partsOf, refusedTarget, type TargetCheck } from './target';

const mostNames = 100;
const wanted = z.object({ target: endpoint, serverNames: z.array(hostName).max(mostNames) });

/** Looks at a site that REALITY is to be taken for, as it answers the panel. */
@Injectable()
export class TargetService {
  async check(given: z.input<typeof wanted>): Promise<TargetCheck> {
    const { target, serverNames } = parseInput(wanted, given);
    const { host, port } = partsOf(target);
    const found = await lookup(host, { all: true }).catch(() => []);
    const [first] = found;
    if (!first) return refusedTarget('unresolved');
    // All of them: a name must not lead to our own networks at the next look.
    if (!found.every(({ address }) => isPublic(address))) return refusedTarget('not_public');
    return greet({ address: first.address, port, names: serverNames.length > 0 ? serverNames : [host] });
  }
}
