import type { Settings } from './definition';
import { eachItem, type SecretPath } from './secret-paths';

/** Secrets of settings by where they stand, e.g. "tlsSettings.certificates.0.key". */
export type Secrets = Readonly<Record<string, unknown>>;

type Json = Record<string, unknown> | unknown[];

/** The settings without their secrets, and these apart. */
export function takeSecrets(settings: Settings, paths: readonly SecretPath[]): { open: Settings; secrets: Secrets } {
  const open = structuredClone(settings) as Json;
  const secrets: Record<string, unknown> = {};
  for (const path of paths) {
    visit(open, path, [], (holder, name, place) => {
      const value = get(holder, name);
      if (value === undefined) return;
      secrets[place] = value;
      Reflect.deleteProperty(holder, name);
    });
  }
  return { open: open as Settings, secrets };
}

/**
 * Puts secrets back where what held them still stands and has none of its own. So settings that were read without their
 * secrets can be written back; a secret is replaced by giving another, and taken away by null.
 */
export function putSecrets(settings: Settings, paths: readonly SecretPath[], secrets: Secrets): Settings {
  const whole = structuredClone(settings) as Json;
  for (const path of paths) {
    visit(whole, path, [], (holder, name, place) => {
      const given = get(holder, name);
      if (given === null) Reflect.deleteProperty(holder, name);
      else if (given === undefined && Object.hasOwn(secrets, place)) Reflect.set(holder, name, secrets[place]);
    });
  }
  return whole as Settings;
}

/** Calls `found` for what holds each value that `path` leads to, whether the value is there or not. */
function visit(
  json: unknown,
  [name, ...rest]: SecretPath,
  way: readonly string[],
  found: (holder: Json, name: string, place: string) => void,
): void {
  if (!isJson(json) || name === undefined) return;
  if (name === eachItem) {
    if (Array.isArray(json)) json.forEach((item, index) => visit(item, rest, [...way, String(index)], found));
  } else if (rest.length === 0) {
    found(json, name, [...way, name].join('.'));
  } else {
    visit(get(json, name), rest, [...way, name], found);
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function get(holder: Json, name: string): unknown {
  return Object.hasOwn(holder, name) ? (Reflect.get(holder, name) as unknown) : undefined;
}
