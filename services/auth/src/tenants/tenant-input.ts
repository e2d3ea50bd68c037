import { isZone } from '@vortex/kit';
import { z } from 'zod';
import { slug, title, username } from '../naming/names';
import { filterText, listPage, listSort } from '../paging/list-input';

const zone = z.string().refine(isZone, 'Name a time zone as the IANA does, such as "Europe/Berlin".');
const limit = z.number().int().min(0, 'This cannot be negative.').or(z.undefined());
const limits = z.object({ mostUsers: limit, mostAccounts: limit }).or(z.undefined());
const name = title(100);

export const resolveTenant = z.object({ tenant: filterText.min(1).max(64) });

export const listTenants = z.object({
  suspended: z.boolean().or(z.undefined()),
  search: filterText,
  sort: listSort,
  page: listPage,
});

export const createTenant = z.object({
  slug,
  name,
  zone: zone.or(z.literal('')),
  limits,
  ownerUsername: username,
  ownerPassword: z.string().max(1_024),
});

export const updateTenant = z.object({
  id: z.string(),
  name: name.or(z.undefined()),
  zone: zone.or(z.undefined()),
  limits,
});
