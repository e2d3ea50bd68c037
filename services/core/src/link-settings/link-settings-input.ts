import { isId, parseInput } from '@vortex/kit';
import { z } from 'zod';
import { line, paragraphs } from '../input/text';
import { distinct, refuse, unsaid, whole } from '../input/values';
import { linkFormats } from '../link-formats/link-format';
import { patternOf, ruleOperators } from '../link-rules/response-rule';
import { strangeVariables, userVariables } from '../link-templates/template-variable';
import { type LinkSettings, usualSettings } from './link-settings';

const mostRules = 64;

function withKnownVariables(schema: z.ZodType<string>): z.ZodType<string> {
  return schema.superRefine((text, context) => {
    for (const name of strangeVariables(text, userVariables)) {
      refuse(context, 'unknown_variable', `There is no variable {${name}}.`);
    }
  });
}

const templated = (max: number) => withKnownVariables(line({ min: 0, max }));
const announcement = withKnownVariables(paragraphs({ max: 512 }));

const webAddress = line({ min: 0, max: 512 }).superRefine((text, context) => {
  if (text === '' || (/^(https?|tg|mailto):/.test(text) && URL.canParse(text))) return;
  refuse(context, 'not_a_url', 'This is not an address of a page.');
});

/** RFC 9110 §5.1. Those that say how the answer is to be read are ours to set. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;
const ours = new Set([
  ...['content-length', 'content-type', 'content-encoding', 'transfer-encoding', 'connection', 'set-cookie', 'etag'],
  ...['date', 'upgrade', 'trailer', 'keep-alive', 'vary', 'content-security-policy', 'x-request-id'],
]);
const headerName = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .superRefine((text, context) => {
    if (!token.test(text)) refuse(context, 'not_a_header', 'This is not the name of a header.');
    else if (ours.has(text)) refuse(context, 'reserved_header', 'This header is set by the answer itself.');
  });
const headers = z.array(z.object({ name: headerName, value: templated(1_024) })).max(32);

const notices = distinct(templated(120), 8).superRefine((texts, context) => {
  if (texts.length === 0) refuse(context, 'too_short', 'Say something, or clients show an empty list.');
});
const condition = z
  .object({
    header: z
      .string()
      .transform((text) => text.trim().toLowerCase())
      .superRefine((text, context) => {
        if (!token.test(text)) refuse(context, 'not_a_header', 'This is not the name of a header.');
      }),
    operator: z.enum(ruleOperators),
    value: line({ min: 0, max: 512 }).default(''),
    caseSensitive: z.boolean().default(false),
  })
  .superRefine(({ operator, value, caseSensitive }, context) => {
    if (!operator.endsWith('MATCHES')) return;
    try {
      patternOf(value, caseSensitive);
    } catch {
      refuse(context, 'not_a_pattern', 'This is not a regular expression of RE2.', ['value']);
    }
  });

const templateId = z
  .string()
  .nullish()
  .transform((id) => id ?? null)
  .superRefine((id, context) => {
    if (id !== null && !isId(id)) refuse(context, 'not_an_id', 'This is not an identifier.');
  });

const action = z
  .object({
    kind: z.enum(['FORMAT', 'BLOCK', 'STATUS']),
    format: z.enum(linkFormats).nullish(),
    templateId,
    headers: headers.nullish(),
    status: whole(400, 599).nullish(),
  })
  .transform(({ kind, format, templateId: template, headers: more, status }, context) => {
    if (kind === 'BLOCK') return { kind };
    if (kind === 'STATUS') {
      if (status) return { kind, status };
      refuse(context, 'required', 'Say which status.', ['status']);
      return z.NEVER;
    }
    if (format) return { kind, format, templateId: template, headers: more ?? [] };
    refuse(context, 'required', 'Say which format.', ['format']);
    return z.NEVER;
  });

const rule = z.object({
  name: line({ max: 64 }),
  enabled: z.boolean().default(true),
  match: z.enum(['ALL', 'ANY']).default('ALL'),
  conditions: z.array(condition).max(16),
  action,
});

const patch = z.object({
  title: unsaid(templated(64)),
  supportUrl: unsaid(webAddress),
  pageUrl: unsaid(webAddress),
  updateIntervalHours: unsaid(whole(1, 720)),
  announce: unsaid(announcement),
  routing: unsaid(line({ min: 0, max: 8_192 })),
  headers: unsaid(headers),
  requireDeviceId: unsaid(z.boolean()),
  notices: unsaid(
    z.object({
      expired: unsaid(notices),
      limited: unsaid(notices),
      disabled: unsaid(notices),
      tooManyDevices: unsaid(notices),
      deviceUnknown: unsaid(notices),
      nothingToShow: unsaid(notices),
    }),
  ),
  rules: unsaid(z.array(rule).max(mostRules)),
  expectedRevision: unsaid(z.number()),
});

export type LinkSettingsPatch = z.output<typeof patch>;

export function parseSettingsPatch(input: unknown): LinkSettingsPatch {
  return parseInput(patch, input, 'input');
}

/** What is left out stays as it is. */
export function patchedSettings(
  settings: LinkSettings,
  { notices: said, expectedRevision: _, ...rest }: LinkSettingsPatch,
): LinkSettings {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const shown = Object.fromEntries(Object.entries(said ?? {}).filter(([, value]) => value !== undefined));
  return { ...settings, ...given, notices: { ...settings.notices, ...shown } };
}

/** As it is kept, with what a later release has added at its usual value. */
export function storedSettings(json: unknown): LinkSettings {
  const given = (json ?? {}) as Partial<LinkSettings>;
  return { ...usualSettings, ...given, notices: { ...usualSettings.notices, ...given.notices } };
}
