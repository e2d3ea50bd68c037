import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is to be written: decided in full, and checked, before the first file is touched. */
export class Plan {
  #files = new Map();
  #problems = [];

  constructor(home) {
    this.home = home;
  }

  /** A file that must not be there yet. */
  create(path, text) {
    if (existsSync(join(this.home, path)) || this.#files.has(path)) this.#problems.push(`${path} exists already`);
    this.#files.set(path, { text, isNew: true });
  }

  /** A change of a file that must be there. */
  edit(path, change) {
    const planned = this.#files.get(path);
    if (!planned && !existsSync(join(this.home, path))) return this.refuse(`${path} does not exist`);
    try {
      const text = change(planned?.text ?? readFileSync(join(this.home, path), 'utf8'));
      this.#files.set(path, { text, isNew: planned?.isNew ?? false });
    } catch (error) {
      this.refuse(`${path}: ${error.message}`);
    }
  }

  editJson(path, change) {
    this.edit(path, (text) => `${JSON.stringify(change(JSON.parse(text)), null, 2)}\n`);
  }

  has(path) {
    return this.#files.has(path) || existsSync(join(this.home, path));
  }

  refuse(problem) {
    this.#problems.push(problem);
  }

  get problems() {
    return this.#problems;
  }

  /** @returns {{ path: string, isNew: boolean }[]} */
  get files() {
    return [...this.#files].map(([path, { isNew }]) => ({ path, isNew }));
  }

  write() {
    if (this.#problems.length > 0) throw new Error(this.#problems.join('\n'));
    for (const [path, { text }] of this.#files) {
      mkdirSync(dirname(join(this.home, path)), { recursive: true });
      writeFileSync(join(this.home, path), text);
    }
  }
}
