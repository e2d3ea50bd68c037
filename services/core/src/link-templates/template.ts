import { parseDocument } from 'yaml';
import type { TemplatedFormat } from '../link-formats/link-format';
import { checkMihomo, checkStash } from './clash-template';
import { checkSingBox } from './sing-box-template';
import { type TemplateObject, type TemplateProblem, TemplateRefused } from './template.errors';
import { checkXray } from './xray-template';

/** A document that lists are put into, as it was accepted. */
export interface Template {
  readonly document: TemplateObject;
  /** Names that an entry must not have, since something in the document has them. */
  readonly taken: readonly string[];
}

const mostCharacters = 256 * 1024;
/** YAML can name one thing a billion times in few lines. */
const mostAliases = 100;

/** Reads a template as its client would. Throws TemplateRefused with every problem. */
export function parseTemplate(format: TemplatedFormat, text: string): Template {
  if (text.length > mostCharacters) {
    throw new TemplateRefused([{ path: '', code: 'too_big', message: `At most ${mostCharacters} characters.` }]);
  }
  const document = format === 'MIHOMO' || format === 'STASH' ? fromYaml(text) : fromJson(text);
  const { problems, taken } = checkers[format](document);
  if (problems.length > 0) throw new TemplateRefused(problems);
  return { document, taken };
}

const checkers = { MIHOMO: checkMihomo, STASH: checkStash, SING_BOX: checkSingBox, XRAY: checkXray } as const;

function fromJson(text: string): TemplateObject {
  try {
    return objectOf(JSON.parse(text));
  } catch (error) {
    throw error instanceof TemplateRefused ? error : refused('not_json', 'This is not JSON.');
  }
}

function fromYaml(text: string): TemplateObject {
  const document = parseDocument(text, { schema: 'core', uniqueKeys: true, merge: true, prettyErrors: true });
  const problems: TemplateProblem[] = [...document.errors, ...document.warnings].map(({ message, linePos }) => {
    const [at] = linePos ?? [];
    return { path: at ? `line ${at.line}` : '', code: 'not_yaml', message: message.split('\n', 1)[0] ?? message };
  });
  if (problems.length > 0) throw new TemplateRefused(problems);
  try {
    return objectOf(document.toJS({ maxAliasCount: mostAliases }));
  } catch (error) {
    throw error instanceof TemplateRefused ? error : refused('too_many_aliases', 'It repeats itself too often.');
  }
}

function objectOf(value: unknown): TemplateObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as TemplateObject;
  throw refused('not_an_object', 'The document is no object.');
}

function refused(code: string, message: string): TemplateRefused {
  return new TemplateRefused([{ path: '', code, message }]);
}
