import { generatePassword } from './generated-password';
import { flawsOf } from './password-policy';

const flaw = (password: string, username = 'ann') => flawsOf(password, username, 'new_password')[0]?.code;

describe('the password policy', () => {
  it('asks for 12 to 256 characters, as people count them', () => {
    expect(flaw('gT4#mx9!pLq')).toBe('too_short');
    expect(flaw('gT4#mx9!pLqz')).toBeUndefined();
    expect(flaw('🦊🐙🦜🐢🦉🐝🦋🐬🦔🐧🦩')).toBe('too_short');
    expect(flaw('🦊🐙🦜🐢🦉🐝🦋🐬🦔🐧🦩🐌')).toBeUndefined();
    expect(flaw('aß1-'.repeat(64))).not.toBe('too_long');
    expect(flaw(`${'gT4#mx9!pLqz'.repeat(21)}12345`)).toBe('too_long');
  });

  it.each([
    'password1234',
    'Password1234!',
    'P@ssw0rd2024!',
    'passwordpassword',
    'qwertyuiop12',
    '1q2w3e4r5t6y1q2w3e4r5t6y',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghijkl',
    'asdfghjkl123',
    'welcome2024!!',
    'iloveyou1234',
    'vortexpanel1',
    'administrator',
    'correcthorsebatterystaple',
    'letmeinletmein',
    'йцукенгшщзхъ',
    'qazwsxedcrfv',
    'q1w2e3r4t5y6',
  ])('refuses %s, which anyone would try', (password) => {
    expect(flaw(password)).toBe('too_common');
  });

  it.each([
    'dragon monkey cheese mustang london august',
    'x7Kp-2mQz-9wRt',
    'my neighbour waters the fern on odd days',
    'Tr0ub4dor&3-fenestra',
    'мой сосед поливает папоротник',
  ])('takes %s', (password) => {
    expect(flaw(password)).toBeUndefined();
  });

  it('refuses little more than the username', () => {
    expect(flaw('annabelle.weatherby', 'annabelle.weatherby')).toBe('contains_username');
    expect(flaw('AnnabelleW3atherby!1', 'annabelleweatherby')).toBe('contains_username');
    expect(flaw('annabelle paints seven grey boats', 'annabelle')).toBeUndefined();
  });

  it('names the exact input, with a sentence for people', () => {
    expect(flawsOf('short', 'ann', 'new_password')).toEqual([
      { path: 'new_password', code: 'too_short', message: 'Use at least 12 characters.' },
    ]);
  });
});

describe('a generated password', () => {
  it('passes the policy, is never the same and has nothing that is easily misread', () => {
    const passwords = Array.from({ length: 200 }, generatePassword);
    expect(new Set(passwords).size).toBe(200);
    for (const password of passwords) {
      expect(password).toMatch(/^(?:[a-hj-km-np-z2-9]{6}-){3}[a-hj-km-np-z2-9]{6}$/);
      expect(flaw(password, 'admin')).toBeUndefined();
    }
  });
});
