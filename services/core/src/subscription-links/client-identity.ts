import { shownText } from '../link-entries/shown-text';
import type { HeaderOf } from '../link-rules/response-rule';
import type { LinkDevice } from './link-state';

/** What a client says of the machine it runs on. */
export interface ClientIdentity {
  /** Absent: it does not say which machine that is. */
  readonly hwid: string | undefined;
  readonly os: string | null;
  readonly osVersion: string | null;
  readonly model: string | null;
  readonly client: string | null;
}

const hwidForm = /^[\x21-\x7e]{4,128}$/;
const mostCharacters = 64;

export function clientIdentity(headers: HeaderOf): ClientIdentity {
  const said = (name: string) => shownText((headers(name) ?? '').slice(0, 256)).slice(0, mostCharacters) || null;
  const hwid = headers('x-hwid')?.trim() ?? '';
  return {
    hwid: hwidForm.test(hwid) ? hwid : undefined,
    os: said('x-device-os'),
    osVersion: said('x-ver-os'),
    model: said('x-device-model'),
    client: said('user-agent'),
  };
}

/** How often it is noted that a device was seen. */
export const notedEveryMs = 10 * 60_000;

/** Whether something of it is worth a row: it is new, or some time has gone by. */
export function isNews(device: LinkDevice, identity: ClientIdentity, now: Date): boolean {
  if (now.getTime() - device.seenAt >= notedEveryMs) return true;
  if (device.kind !== 'HWID') return false;
  return (['os', 'osVersion', 'model'] as const).some(
    (name) => identity[name] !== null && identity[name] !== device[name],
  );
}
