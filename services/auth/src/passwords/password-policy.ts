import type { FieldViolation } from '@vortex/contracts/common';
import { isObvious } from './password-strength';

/** NIST SP 800-63B-4: length and the absence of the obvious, no rules about kinds of characters, no regular changes. */
const passwordLength = { least: 12, most: 256 } as const;

/** What is wrong with a new password, at `path`. Characters are counted as people see them, not as UTF-16 has them. */
export function flawsOf(password: string, username: string, path: string): FieldViolation[] {
  const length = Array.from(password).length;
  if (length < passwordLength.least) {
    return [{ path, code: 'too_short', message: `Use at least ${passwordLength.least} characters.` }];
  }
  if (length > passwordLength.most) {
    return [{ path, code: 'too_long', message: `Use at most ${passwordLength.most} characters.` }];
  }
  if (isObvious(password)) {
    return [{ path, code: 'too_common', message: 'This is among the first passwords anyone would try.' }];
  }
  if (isObvious(password, [username])) {
    return [{ path, code: 'contains_username', message: 'This is little more than the username.' }];
  }
  return [];
}
