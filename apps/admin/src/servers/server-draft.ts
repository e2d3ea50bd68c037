import type {
  CountedTraffic,
  CreateServerInput,
  ServerFieldsFragment,
  ServerState,
  UpdateServerInput,
} from '@vortex/sdk';
import { fromGigabytes, toGigabytes } from '../format/gigabytes';

/** A server as somebody writes it into a form. */
export interface ServerDraft {
  readonly name: string;
  readonly state: ServerState;
  readonly country: string;
  readonly city: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly addresses: string;
  readonly tags: string;
  readonly users: string;
  readonly megabits: string;
  readonly coefficient: string;
  readonly shared: boolean;
  readonly note: string;
  /** In GB a month; empty for no limit. */
  readonly quota: string;
  readonly counted: CountedTraffic;
  readonly resetDay: string;
  readonly zone: string;
  readonly warning: string;
  readonly group: string;
  readonly rank: string;
}

export const countedTraffic = ['BOTH', 'UPLINK', 'DOWNLINK', 'LARGER'] as const satisfies readonly CountedTraffic[];

const noQuota = { quota: '', counted: 'BOTH', resetDay: '1', zone: 'UTC', warning: '80' } as const;

export const emptyServer: ServerDraft = {
  ...{ name: '', state: 'PROVISIONING', country: '', city: '', latitude: '', longitude: '', addresses: '' },
  ...{ tags: '', users: '', megabits: '', coefficient: '1', shared: false, note: '' },
  ...noQuota,
  ...{ group: '', rank: '0' },
};

const text = (value: number | null) => (value === null ? '' : String(value));

export function serverDraftOf(server: ServerFieldsFragment): ServerDraft {
  const { region, capacity } = server;
  return {
    name: server.name,
    state: server.state,
    country: region.country ?? '',
    city: region.city ?? '',
    latitude: text(region.latitude),
    longitude: text(region.longitude),
    addresses: server.addresses.join('\n'),
    tags: server.tags.join(', '),
    users: text(capacity.users),
    megabits: text(capacity.megabitsPerSecond),
    coefficient: String(server.coefficientMilli / 1000),
    shared: server.shared,
    note: server.note,
    ...quotaDraftOf(server),
    group: server.failover?.group ?? '',
    rank: String(server.failover?.rank ?? 0),
  };
}

function quotaDraftOf({ trafficQuota: quota }: ServerFieldsFragment) {
  if (!quota) return noQuota;
  return {
    quota: toGigabytes(quota.limitBytes),
    counted: quota.counted,
    resetDay: String(quota.reset.dayOfMonth),
    zone: quota.reset.zone,
    warning: String(quota.warningPercent),
  };
}

export type ServerProblems = Partial<Record<keyof ServerDraft, 'notANumber' | 'nameMissing'>>;

export function serverProblemsOf(draft: ServerDraft): ServerProblems {
  const numbers = ['latitude', 'longitude', 'users', 'megabits', 'coefficient', 'resetDay', 'warning', 'rank'] as const;
  const isWrong = (name: (typeof numbers)[number]) => draft[name].trim() !== '' && numberOf(draft[name]) === undefined;
  const isQuotaWrong = draft.quota.trim() !== '' && fromGigabytes(draft.quota) === undefined;
  const wrong = [...numbers.filter(isWrong), ...(isQuotaWrong ? (['quota'] as const) : [])];
  return {
    ...(draft.name.trim() === '' && { name: 'nameMissing' as const }),
    ...Object.fromEntries(wrong.map((name) => [name, 'notANumber' as const])),
  };
}

export function serverInput(draft: ServerDraft): CreateServerInput & UpdateServerInput {
  const optional = <Value>(value: Value | undefined | '') => (value === '' || value === undefined ? null : value);
  return {
    name: draft.name.trim(),
    state: draft.state,
    region: {
      country: optional(draft.country.trim().toUpperCase()),
      city: optional(draft.city.trim()),
      latitude: optional(numberOf(draft.latitude)),
      longitude: optional(numberOf(draft.longitude)),
    },
    addresses: linesOf(draft.addresses),
    tags: draft.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    capacity: { users: optional(numberOf(draft.users)), megabitsPerSecond: optional(numberOf(draft.megabits)) },
    coefficientMilli: Math.round((numberOf(draft.coefficient) ?? 1) * 1000),
    shared: draft.shared,
    note: draft.note,
    trafficQuota: {
      limitBytes: fromGigabytes(draft.quota) ?? null,
      counted: draft.counted,
      reset: { dayOfMonth: numberOf(draft.resetDay) ?? 1, zone: draft.zone.trim() || 'UTC' },
      warningPercent: numberOf(draft.warning) ?? 80,
    },
    failover: { group: optional(draft.group.trim()), rank: numberOf(draft.rank) ?? 0 },
  };
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);
}

function numberOf(text: string): number | undefined {
  return /^-?\d{1,9}([.,]\d{1,6})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined;
}
