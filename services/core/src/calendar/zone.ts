/** Where the calendar of somebody is of whom, and of whose tenant, nothing is known. */
export const usualZone = 'UTC';
