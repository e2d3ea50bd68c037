import { obviousWords } from './obvious-words';

/** What a guesser has to guess at least: a word, a run of keys and a year count one each, any other character one. */
const leastGuesses = 6;

const lookalikes: Readonly<Record<string, string>> = {
  a: 'a4@',
  b: 'b8',
  e: 'e3',
  g: 'g9',
  i: 'i1!l|',
  l: 'l1!i|',
  o: 'o0',
  s: 's5$',
  t: 't7+',
  z: 'z2',
};

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop[]',
  'asdfghjkl;',
  'zxcvbnm,./',
  'qwertzuiop',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
  '!@#$%^&*()',
  '1qaz2wsx3edc4rfv5tgb',
  'qazwsxedcrfvtgb',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '147258369',
];
const shortestRun = 3;

/** Whether a guesser who knows the usual habits, and these words about the person, gets there soon. */
export function isObvious(password: string, personal: readonly string[] = []): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  const words = [...personal.filter((word) => word.length > 2).map((word) => word.toLowerCase()), ...obviousWords];
  const pattern = words.sort((a, b) => b.length - a.length).map(disguised);
  const marked = shrunk(text)
    .replace(new RegExp(pattern.join('|'), 'gu'), mark)
    .replace(/(?:19|20)\d\d/g, mark);
  return Array.from(withoutRuns(marked).replace(/\s+/g, '')).length < leastGuesses;
}

/** Stands for what was recognised: one guess, in a character no keyboard has. */
const mark = '\uE000';

/** The word however its letters are written. */
function disguised(word: string): string {
  return Array.from(word, (letter) => `[${escaped(lookalikes[letter] ?? letter)}]`).join('');
}

function escaped(letters: string): string {
  return letters.replace(/[\\\]^-]/g, '\\$&');
}

/** A text that is one piece over and over, as that piece twice. */
function shrunk(text: string): string {
  const [, piece] = /^(.+?)\1+$/su.exec(text) ?? [];
  return piece === undefined ? text : piece + piece;
}

/** Marks stretches that lie along a row of keys or of the alphabet, either way, and stretches of one character. */
function withoutRuns(text: string): string {
  let rest = text.replace(/([^\uE000])\1{2,}/gsu, mark);
  for (const row of [...rows, ...rows.map((keys) => Array.from(keys).reverse().join(''))]) {
    for (let length = row.length; length >= shortestRun; length -= 1) {
      for (let start = 0; start + length <= row.length; start += 1) {
        rest = rest.replaceAll(row.slice(start, start + length), mark);
      }
    }
  }
  return rest;
}
