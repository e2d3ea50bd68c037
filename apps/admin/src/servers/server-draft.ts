import type { CreateServerInput, ServerFieldsFragment, ServerState, UpdateServerInput } from '@vortex/sdk';

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
}

export const emptyServer: ServerDraft = {
  ...{ name: '', state: 'PROVISIONING', country: '', city: '', latitude: '', longitude: '', addresses: '' },
  ...{ tags: '', users: '', megabits: '', coefficient: '1', shared: false, note: '' },
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
  };
}

export type ServerProblems = Partial<Record<keyof ServerDraft, 'notANumber' | 'nameMissing'>>;

export function serverProblemsOf(draft: ServerDraft): ServerProblems {
  const numbers = ['latitude', 'longitude', 'users', 'megabits', 'coefficient'] as const;
  const wrong = numbers.filter((name) => draft[name].trim() !== '' && numberOf(draft[name]) === undefined);
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
