import { z } from 'zod';
import type { Carrier } from '../definition';

/** Which of TCP and UDP a protocol serves that can do with either. */
export const datagramNetworks = z.enum(['tcp', 'udp', 'tcp,udp']).default('tcp,udp');

export function carriersOf({ network }: { network: z.output<typeof datagramNetworks> }): readonly Carrier[] {
  return network.split(',') as Carrier[];
}
