const mostSets = 100;
/** No header holds them (RFC 9110 §5.5), so they stand for what every question brings along. */
const etagMark = '\u0001';
const tokenMark = '\u0002';

/** What each question has of its own. */
export interface QuestionTexts {
  readonly token: string;
  readonly etag: string;
}

export interface OwnFields {
  readonly set: number;
  readonly own: string;
}

/** Headers of a great many answers that differ in little: kept once, and of each answer what is its own. */
export class SharedFields {
  private readonly sets: (readonly string[])[] = [];
  private readonly numberOf = new Map<string, number>();

  /** @param fields names and values in turn. @returns undefined when there are more kinds of answers than are kept */
  divided(fields: readonly string[], texts: QuestionTexts): OwnFields | undefined {
    const marked = fields.map((field, n) => (n % 2 === 0 ? field : withMarks(field, texts)));
    const names = marked.filter((_, n) => n % 2 === 0).join('\n');
    let set = this.numberOf.get(names);
    if (set === undefined) {
      if (this.sets.length === mostSets) return undefined;
      set = this.sets.push(marked) - 1;
      this.numberOf.set(names, set);
    }
    const shared = this.sets[set] ?? [];
    const own = marked.flatMap((field, n) => (field === shared[n] ? [] : [`${n} ${field}`]));
    return { set, own: own.join('\n') };
  }

  joined({ set, own }: OwnFields, texts: QuestionTexts): string[] {
    const fields = (this.sets[set] ?? []).slice();
    if (own !== '') {
      for (const line of own.split('\n')) {
        const at = line.indexOf(' ');
        fields[Number(line.slice(0, at))] = line.slice(at + 1);
      }
    }
    for (let n = 1; n < fields.length; n += 2) fields[n] = withoutMarks(fields[n] ?? '', texts);
    return fields;
  }
}

function withMarks(field: string, { token, etag }: QuestionTexts): string {
  if (field === etag) return etagMark;
  return field.endsWith(token) ? field.slice(0, field.length - token.length) + tokenMark : field;
}

function withoutMarks(field: string, { token, etag }: QuestionTexts): string {
  if (field === etagMark) return etag;
  return field.endsWith(tokenMark) ? field.slice(0, -1) + token : field;
}
