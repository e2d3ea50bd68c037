import { InvalidInput } from '@vortex/kit';
import { z } from 'zod';
import { checkCombination } from './combination';
import { type Carrier, type InboundKind, refusal, type Refusal, type Settings } from './definition';
import { protocolParts, securityParts, transportParts } from './parts';

const root = 'settings';

/** Settings in their normal form. Throws `InvalidInput` with every problem at its path from the root of the input. */
export function acceptSettings(kind: InboundKind, given: unknown): Settings {
  const refused = [...checkCombination(kind)];
  const parts = partsOf(kind);
  const shape = Object.assign({}, ...parts.map((part) => part.shape)) as z.ZodRawShape;
  const result = z.strictObject(shape).safeParse(given);
  if (!result.success) throw new InvalidInput([...refused, ...result.error.issues.flatMap(refusalsOf)]);
  const settings: Settings = result.data;
  refused.push(...parts.flatMap((part) => part.check?.(settings, kind) ?? []));
  if (refused.length > 0) throw new InvalidInput(refused);
  return withoutAbsent(Object.assign({}, settings, ...parts.map((part) => part.derive?.(settings) ?? {})) as Settings);
}

/** What an inbound of accepted settings listens for. */
export function carriersFor(kind: InboundKind, settings: Settings): readonly Carrier[] {
  return protocolParts[kind.protocol].listens(settings, kind);
}

function partsOf({ protocol, network, security }: InboundKind) {
  return [protocolParts[protocol], transportParts[network], securityParts[security]];
}

/** Zod tells of strangers at the object they are in; each is a problem of its own, at its own path. */
function refusalsOf(issue: z.core.$ZodIssue): Refusal[] {
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const message = 'There is no such setting here.';
    return issue.keys.map((key) => refusal(`${path}.${key}`, 'unknown_setting', message));
  }
  if (issue.code === 'invalid_union') return closestOf(issue);
  const own: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  const code = typeof own === 'string' ? own : issue.code;
  const missing = issue.code === 'invalid_type' && issue.input === undefined && /undefined$/.test(issue.message);
  return [refusal(path, missing ? 'required' : code, issue.message)];
}

/** Of the ways a value could have been meant, the one with the fewest problems. */
function closestOf(issue: z.core.$ZodIssueInvalidUnion): Refusal[] {
  const path = pathOf(issue.path);
  const [closest] = [...issue.errors].sort((one, other) => one.length - other.length);
  if (!closest || closest.length === 0) return [refusal(path, issue.code, issue.message)];
  return closest.flatMap((inner) => refusalsOf({ ...inner, path: [...issue.path, ...inner.path] }));
}

function pathOf(parts: readonly PropertyKey[]): string {
  return parts.reduce<string>(
    (path, part) => (typeof part === 'number' ? `${path}[${part}]` : `${path}.${String(part)}`),
    root,
  );
}

/** As JSON keeps it: what is undefined is not there. */
function withoutAbsent(settings: Settings): Settings {
  return JSON.parse(JSON.stringify(settings)) as Settings;
}
