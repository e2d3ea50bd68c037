import { slotName, slotPattern } from '../link-entries/slot';

/** How a value has to be written where it stands. */
export type Encoding = 'raw' | 'url' | 'json';

/** A piece of a document with slots, all of which are written alike. */
export interface Piece {
  readonly text: string;
  readonly encoding: Encoding;
  /** The piece is written so once it is filled: `url` without padding. */
  readonly base64?: 'standard' | 'url';
}

/** The value of a slot, by its name. */
export type SlotValues = (name: string) => string;

type Part = string | { readonly name: string; readonly encoding: Encoding };

interface FilledPiece {
  readonly parts: readonly Part[];
  readonly base64: Piece['base64'];
}

/** A document that was written once and is filled for each user. */
export class FilledText {
  /** The slots in it, each once. */
  readonly slots: ReadonlySet<string>;

  private constructor(private readonly pieces: readonly FilledPiece[]) {
    const names = pieces.flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name])));
    this.slots = new Set(names);
  }

  static of(pieces: readonly Piece[]): FilledText {
    const read = pieces.map(({ text, encoding, base64 }) => ({ parts: partsOf(text, encoding), base64 }));
    return new FilledText(joined(read));
  }

  /** How long it is before anything is filled in. */
  get characters(): number {
    const parts = this.pieces.flatMap((piece) => piece.parts);
    return parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
  }

  /** The same text with those slots filled whose value is known already. */
  filledWith(valueOf: (name: string) => string | undefined): FilledText {
    const fill = (part: Part): Part => {
      if (typeof part === 'string') return part;
      const value = valueOf(part.name);
      return value === undefined ? part : encoders[part.encoding](value);
    };
    return new FilledText(joined(this.pieces.map(({ parts, base64 }) => ({ parts: parts.map(fill), base64 }))));
  }

  fill(valueOf: SlotValues): string {
    const written = new Map<string, string>();
    const write = ({ name, encoding }: Exclude<Part, string>): string => {
      const key = encoding + name;
      let text = written.get(key);
      if (text === undefined) written.set(key, (text = encoders[encoding](valueOf(name))));
      return text;
    };
    let whole = '';
    for (const { parts, base64 } of this.pieces) {
      let text = '';
      for (const part of parts) text += typeof part === 'string' ? part : write(part);
      whole += base64 === undefined ? text : base64Of(text, base64);
    }
    return whole;
  }
}

/** With texts that stand beside each other put together, so that filling has little to do. */
function joined(pieces: readonly FilledPiece[]): readonly FilledPiece[] {
  const all: { parts: Part[]; base64: Piece['base64'] }[] = [];
  for (const { parts, base64 } of pieces) {
    const written = parts.every((part) => typeof part === 'string');
    const done = written && base64 !== undefined ? [base64Of(parts.join(''), base64)] : parts;
    const form = written ? undefined : base64;
    const last = all.at(-1);
    const into = last && last.base64 === undefined && form === undefined ? last.parts : [];
    if (into !== last?.parts) all.push({ parts: into, base64: form });
    for (const part of done) {
      const before = into.at(-1);
      if (typeof part === 'string' && typeof before === 'string') into[into.length - 1] = before + part;
      else into.push(part);
    }
  }
  return all;
}

function partsOf(text: string, encoding: Encoding): readonly Part[] {
  // What split leaves at odd places are the groups of the pattern: the slots' numbers.
  return text
    .split(slotPattern)
    .map((part, n) => (n % 2 === 0 ? part : { name: slotName(part), encoding }))
    .filter((part) => part !== '');
}

export function base64Of(text: string, form: 'standard' | 'url'): string {
  return Buffer.from(text, 'utf8').toString(form === 'url' ? 'base64url' : 'base64');
}

const encoders: Readonly<Record<Encoding, (value: string) => string>> = {
  raw: (value) => value,
  url: urlText,
  json: (value) => jsonText(value).slice(1, -1),
};

/** RFC 3986: everything but unreserved characters is escaped; what is no character at all becomes U+FFFD. */
export function urlText(value: string): string {
  return encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A string of JSON that is one of YAML as well, in double quotes (YAML 1.2.2 §7.3.1): what YAML would take for a break is escaped. */
function jsonText(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
