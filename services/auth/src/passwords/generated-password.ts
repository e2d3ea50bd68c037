import { randomInt } from 'node:crypto';

/** Without 0 and o, 1, i and l, so that it can be read off a screen. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 6;

/** 24 characters of 31: 118 bits, in groups of six. */
export function generatePassword(): string {
  const character = () => alphabet.charAt(randomInt(alphabet.length));
  const group = () => Array.from({ length: groupLength }, character).join('');
  return Array.from({ length: groups }, group).join('-');
}
