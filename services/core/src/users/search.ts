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
    const points = pointsOf(word);
    for (let at = 0; at < points.length; at++) {
      if (at + 3 <= points.length) grams.add(gramOf(points, at, 3));
      if (!beginsAt(points[at] ?? 0, points[at - 1])) continue;
      grams.add(gramOf(points, at, 1));
      if (at + 2 <= points.length) grams.add(gramOf(points, at, 2));
    }
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
    const points = pointsOf(text);
    if (points.length < 3) return { text, grams: [gramOf(points, 0, points.length)] };
    const grams = points.slice(0, -2).map((_, at) => gramOf(points, at, 3));
    return { text, grams: [...new Set(grams)].slice(0, mostGrams) };
  });
}

const sign = /[^\p{L}\p{N}\p{M}]/u;
/** Scripts that are written without spaces: any character may begin a word. */
const unspaced =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u;

function beginsAt(point: number, before: number | undefined): boolean {
  return before === undefined || isSign(before) || (point > 127 && unspaced.test(String.fromCodePoint(point)));
}

/** A file of names has millions of characters, most of them plain ones: these are told without an expression. */
function isSign(point: number): boolean {
  if (point > 127) return sign.test(String.fromCodePoint(point));
  const isDigit = point >= 48 && point <= 57;
  const isLetter = (point | 32) >= 97 && (point | 32) <= 122;
  return !isDigit && !isLetter;
}

function pointsOf(word: string): readonly number[] {
  return Array.from(word, (character) => character.codePointAt(0) ?? 0);
}

/** FNV-1a over code points, as PostgreSQL's signed integer. Two texts of one number are told apart by the text itself. */
function gramOf(points: readonly number[], from: number, length: number): number {
  let hash = 0x811c9dc5 ^ length;
  for (let at = from; at < from + length; at++) hash = Math.imul(hash ^ (points[at] ?? 0), 0x01000193);
  return hash | 0;
}
