export type TemplateObject = Readonly<Record<string, unknown>>;

export interface TemplateProblem {
  /** Within the document; empty for all of it. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** A document that its client would not take. */
export class TemplateRefused extends Error {
  constructor(readonly problems: readonly TemplateProblem[]) {
    super('a template was refused');
    this.name = 'TemplateRefused';
  }
}

export interface TemplateCheck {
  readonly problems: readonly TemplateProblem[];
  readonly taken: readonly string[];
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function fieldsOf(value: unknown): TemplateObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as TemplateObject) : {};
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Collects what is wrong with a document. */
export class Problems {
  readonly found: TemplateProblem[] = [];

  add(path: string, code: string, message: string): void {
    this.found.push({ path, code, message });
  }

  /** Names that may be absent, but not there twice. */
  once(names: readonly string[], pathOf: (n: number) => string): void {
    names.forEach((name, n) => {
      if (name !== '' && names.indexOf(name) < n) this.add(pathOf(n), 'duplicate', `"${name}" is there twice.`);
    });
  }

  /** Each of a list of names, once and not empty. */
  distinct(names: readonly string[], pathOf: (n: number) => string): void {
    names.forEach((name, n) => {
      if (name === '') this.add(pathOf(n), 'required', 'It needs a name.');
      else if (names.indexOf(name) < n) this.add(pathOf(n), 'duplicate', `"${name}" is there twice.`);
      if (name.includes('{'))
        this.add(pathOf(n), 'variable_in_name', 'What is referred to by name takes no variables.');
    });
  }
}
