import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const templates = join(import.meta.dirname, 'templates');

/** Fills `{{name}}` and `{{noun.pascal}}` in a text; a name without a value is a mistake in the template. */
function fill(text, values) {
  return text.replace(/\{\{([\w.]+)\}\}/g, (_, path) => {
    const value = path.split('.').reduce((inner, key) => inner?.[key], values);
    if (typeof value !== 'string') throw new Error(`the template names {{${path}}}, which has no value`);
    return value;
  });
}

/** A template's text, filled. */
export function part(name, values) {
  return fill(readFileSync(join(templates, `${name}.tmpl`), 'utf8'), values);
}

/**
 * All files of a folder of templates, filled; `__noun.kebab__` in a path is filled too.
 * @returns {{ path: string, text: string }[]}
 */
export function files(folder, values) {
  const home = join(templates, folder);
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => relative(home, join(item.parentPath ?? item.path, item.name)))
    .sort()
    .map((path) => ({
      path: fill(path.replace(/__([\w.]+?)__/g, '{{$1}}').replace(/\.tmpl$/, ''), values),
      text: part(join(folder, path.replace(/\.tmpl$/, '')), values),
    }));
}
