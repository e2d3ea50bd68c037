import { isZone } from '@vortex/kit';
import { z } from 'zod';

const params = { code: 'unknown_zone' };
const error = 'Give the IANA name of a time zone, such as Europe/Berlin.';

/** The name of a time zone. */
export const zone = z.string().refine(isZone, { error, params });
