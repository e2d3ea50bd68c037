import { InvalidInput, parseInput } from '@vortex/kit';
import { z } from 'zod';
import { line } from '../input/text';
import { unsaid } from '../input/values';
import { type TemplatedFormat, templatedFormats } from '../link-formats/link-format';
import type { LinkTemplateFields } from './link-template';
import { parseTemplate } from './template';
import { TemplateRefused } from './template.errors';

const name = line({ max: 64 });
const content = z.string();
const draft = z.object({
  name,
  format: z.enum(templatedFormats, 'Only Xray, sing-box, mihomo and Stash take templates.'),
  content,
  isDefault: unsaid(z.boolean()),
});
const patch = z.object({
  name: unsaid(name),
  content: unsaid(content),
  isDefault: unsaid(z.boolean()),
  expectedRevision: unsaid(z.number()),
});

export type LinkTemplatePatch = z.output<typeof patch>;

export function parseLinkTemplate(input: unknown): LinkTemplateFields {
  const { isDefault = false, ...said } = parseInput(draft, input, 'input');
  checkContent(said.format, said.content);
  return { ...said, isDefault };
}

export function parseLinkTemplatePatch(input: unknown): LinkTemplatePatch {
  return parseInput(patch, input, 'input');
}

/** Throws InvalidInput with everything that the format's clients would refuse. */
export function checkContent(format: TemplatedFormat, text: string): void {
  try {
    parseTemplate(format, text);
  } catch (error) {
    if (!(error instanceof TemplateRefused)) throw error;
    const at = (path: string) => (path === '' ? 'input.content' : `input.content: ${path}`);
    throw new InvalidInput(error.problems.map(({ path, code, message }) => ({ path: at(path), code, message })));
  }
}
