import type { InboundProperties } from '../inbounds/inbound';
import { secretPathsOf } from '../settings/secret-paths';
import { takeSecrets } from '../settings/secrets';
import { type Content, propertiesOf } from './content';

/** One value that differs. */
export interface Change {
  /** Such as `inbounds[front].settings.realitySettings.serverNames[0]`. */
  readonly path: string;
  /** Undefined where there was nothing, and for a secret. */
  readonly before: unknown;
  /** Undefined where there is nothing, and for a secret. */
  readonly after: unknown;
  /** Only that it differs is told. */
  readonly isSecret: boolean;
}

/** What turns one content into another, by path. Inbounds of the same tag are the same one. */
export function changesBetween(before: Content, after: Content): Change[] {
  const [one, other] = [byTag(before), byTag(after)];
  const tags = [...new Set([...one.keys(), ...other.keys()])].sort();
  return tags.flatMap((tag) => inboundChanges(`inbounds[${tag}]`, one.get(tag), other.get(tag)));
}

/** What turns an inbound into another of itself, which may have another tag. */
export function changesOfInbound(before: InboundProperties, after: InboundProperties): Change[] {
  return inboundChanges(`inbounds[${before.tag}]`, before, after);
}

function inboundChanges(
  path: string,
  before: InboundProperties | undefined,
  after: InboundProperties | undefined,
): Change[] {
  const [one, other] = [before && apart(before), after && apart(after)];
  if (!one || !other) return [{ path, before: one?.open, after: other?.open, isSecret: false }];
  return [...valueChanges(path, one.open, other.open), ...secretChanges(path, one.secrets, other.secrets)];
}

function apart(inbound: InboundProperties) {
  const { open: settings, secrets } = takeSecrets(inbound.settings, secretPathsOf(inbound));
  return { open: { ...propertiesOf(inbound), settings }, secrets };
}

function valueChanges(path: string, before: unknown, after: unknown): Change[] {
  if (isList(before) && isList(after)) {
    const places = Array.from({ length: Math.max(before.length, after.length) }, (_, at) => at);
    return places.flatMap((at) => valueChanges(`${path}[${at}]`, before[at], after[at]));
  }
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => valueChanges(`${path}.${name}`, before[name], after[name]));
  }
  return before === after ? [] : [{ path, before, after, isSecret: false }];
}

function secretChanges(path: string, before: Secrets, after: Secrets): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((place) => JSON.stringify(before[place]) !== JSON.stringify(after[place]))
    .sort()
    .map((place) => ({
      // "certificates.0.key" of where secrets stand is "certificates[0].key" of a path.
      path: `${path}.settings.${place.replace(/\.(\d+)(?=\.|$)/g, '[$1]')}`,
      before: undefined,
      after: undefined,
      isSecret: true,
    }));
}

type Secrets = Readonly<Record<string, unknown>>;

function byTag(content: Content): ReadonlyMap<string, InboundProperties> {
  return new Map(content.map((inbound) => [inbound.tag, inbound]));
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
