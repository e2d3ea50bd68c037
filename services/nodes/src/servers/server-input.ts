import type { CreateServerRequest, ServerFilter as FilterMessage, UpdateServerRequest } from '@vortex/contracts/nodes';
import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import { ipOrHostName } from '../atoms/network-address';
import { line, paragraphs } from '../atoms/text';
import { noQuota, quotaGiven, trafficQuota } from '../standing/traffic-quota-input';
import type { ServerProperties } from './server';
import { stateFrom } from './server-message';
import { serverStates } from './server-state';

const mostTags = 32;
const mostAddresses = 32;
const coefficient = z.number().int().min(0).max(100_000);
const state = z.enum(serverStates);
const absent = (value: unknown) => value === undefined;

const region = z
  .object({
    country: z
      .string()
      .toUpperCase()
      .regex(/^([A-Z]{2})?$/, 'Write two letters, as in ISO 3166-1.'),
    city: line(0, 100),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  })
  .superRefine(({ latitude, longitude }, { addIssue }) => {
    if (absent(latitude) === absent(longitude)) return;
    const missing = absent(latitude) ? 'latitude' : 'longitude';
    addIssue({ code: 'custom', path: [missing], message: 'Give both, or neither.', params: { code: 'required' } });
  });
const unknownRegion = { country: '', city: '', latitude: undefined, longitude: undefined };

const properties = z.object({
  name: line(1, 100),
  region,
  tags: unique(line(1, 50), mostTags),
  addresses: unique(ipOrHostName, mostAddresses),
  capacity: z.object({
    users: z.number().int().min(0).max(10_000_000),
    megabitsPerSecond: z.number().int().min(0).max(10_000_000),
  }),
  coefficientMilli: coefficient,
  state,
  shared: z.boolean(),
  note: paragraphs(2_000),
  trafficQuota,
  failover: z.object({ group: line(0, 100), rank: z.number().int().min(0).max(1_000_000) }),
});

const filter = z.object({
  states: z.array(state).max(serverStates.length),
  countries: z.array(z.string().toUpperCase().max(2)).max(300),
  tags: z.array(line(0, 50)).max(mostTags),
  shared: z.boolean().optional(),
  search: line(0, 200),
});

/** A new server, or `InvalidInput` with every problem. */
export function newServerFrom(request: CreateServerRequest): ServerProperties {
  return parseInput<ServerProperties>(properties as unknown as z.ZodType<ServerProperties>, {
    ...request,
    region: request.region ?? unknownRegion,
    capacity: request.capacity ?? { users: 0, megabitsPerSecond: 0 },
    trafficQuota: quotaGiven(request.trafficQuota ?? noQuota),
    failover: request.failover ?? { group: '', rank: 0 },
    coefficientMilli: request.coefficientMilli ?? 1_000,
    state: known(request.state) ?? 'provisioning',
  });
}

/** What is to change: nothing that is absent, or `InvalidInput` with every problem. */
export function serverChangeFrom(request: UpdateServerRequest): Partial<ServerProperties> {
  const { tags, addresses, state: wanted, trafficQuota: quota, ...rest } = request;
  const lists = { tags: tags?.values, addresses: addresses?.values };
  const given = { ...rest, ...lists, state: known(wanted), trafficQuota: quota && quotaGiven(quota) };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return parseInput(properties.partial() as unknown as z.ZodType<Partial<ServerProperties>>, present);
}

export function serverFilterFrom(message: FilterMessage | undefined) {
  const given = message ?? { states: [], countries: [], tags: [], shared: undefined, search: '' };
  return parseInput(filter, { ...given, states: given.states.map(known) }, 'filter') as {
    states: ServerProperties['state'][];
    countries: string[];
    tags: string[];
    shared: boolean | undefined;
    search: string;
  };
}

/** A state by its name here; one that is not known stays as it is, to be refused with its path. */
function known(message: CreateServerRequest['state'] | undefined): string | undefined {
  return message === undefined || message === 'SERVER_STATE_UNSPECIFIED' ? undefined : (stateFrom(message) ?? message);
}

function unique(item: z.ZodType<string>, most: number) {
  return z
    .array(item)
    .max(most)
    .overwrite((items) => [...new Set(items)]);
}
