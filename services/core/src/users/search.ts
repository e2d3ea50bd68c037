/**
 * How users are found by a part of what is written about them, in any script. PostgreSQL's own trigrams know only the
 * letters of the database's locale, which is C; so the grams are made here, and kept as numbers in a column of their own.
 */
import type { UserNotes } from './user';

/** Of a long note only so much can be searched. */
const searchedNote = 500;
/** More make a search no sharper. */
const mostGrams = 12;
const mostTerms = 8;

/** Text as it is compared: compatibility forms and case folded, spaces collapsed. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** All that is searched of a user. */
export function searchTextOf({ username, note, tags, email, telegramId }: UserNotes & { username: string }): string {
  return folded([username, email, telegramId, ...tags, note.slice(0, searchedNote)].filter(Boolean).join(' '));
}

/** Every three characters of a word, and one and two where something in it begins: enough to find it by any part. */
export function gramsOf(text: string): number[] {
  const grams = new Set<number>();
  for (const word of text.split(' ')) {
    const characters = Array.from(word);
    characters.forEach((character, at) => {
      if (at + 3 <= characters.length) grams.add(gramOf(characters.slice(at, at + 3)));
      if (!beginsAt(character, characters[at - 1])) return;
      grams.add(gramOf([character]));
      if (at + 2 <= characters.length) grams.add(gramOf(characters.slice(at, at + 2)));
    });
  }
  return [...grams];
}

/** One word of what somebody searches. */
export interface SearchTerm {
  readonly text: string;
  /** All of them are among the grams of what is found. */
  readonly grams: readonly number[];
}

/** What is found has every word in it. One or two characters find what begins with them. */
export function searchTerms(query: string): readonly SearchTerm[] {
  const words = [...new Set(folded(query).split(' '))].filter((word) => word !== '').slice(0, mostTerms);
  return words.map((text) => {
    const characters = Array.from(text);
    if (characters.length < 3) return { text, grams: [gramOf(characters)] };
    const grams = characters.slice(0, -2).map((_, at) => gramOf(characters.slice(at, at + 3)));
    return { text, grams: [...new Set(grams)].slice(0, mostGrams) };
  });
}

const sign = /[^\p{L}\p{N}\p{M}]/u;
/** Scripts that are written without spaces: any character may begin a word. */
const unspaced =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u;

function beginsAt(character: string, before: string | undefined): boolean {
  return before === undefined || sign.test(before) || unspaced.test(character);
}

/** FNV-1a over code points, as PostgreSQL's signed integer. Two texts of one number are told apart by the text itself. */
function gramOf(characters: readonly string[]): number {
  let hash = 0x811c9dc5 ^ characters.length;
  for (const character of characters) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
