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
  private readonly pieces: readonly FilledPiece[];
  /** The slots in it, each once. */
  readonly slots: ReadonlySet<string>;

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces.map(({ text, encoding, base64 }) => ({ parts: partsOf(text, encoding), base64 }));
    this.slots = new Set(
      this.pieces.flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name]))),
    );
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
export function jsonText(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
