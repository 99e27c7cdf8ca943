import type { Phrase } from './text/phrases.ts';

const MIN = 12;
/** Less than what the door reads of a password. */
const MAX = 200;
/** Such as «aaaaaaaaaaaa» and «121212121212». */
const MIN_DISTINCT = 5;

/** What is tried first, of those that are long enough; without what stands between the letters. */
const COMMON = [
  ...['123456789012', '1234567890123', '12345678901234', '123123123123', 'passwordpassword', 'password1234'],
  ...['password12345', 'password123456', 'qwertyuiop12', 'qwertyuiop123', 'qwertyqwerty', 'qwerty123456'],
  ...['qwertyuiopasdf', '1qaz2wsx3edc', 'zaq12wsxcde3', '1q2w3e4r5t6y', 'administrator', 'iloveyou1234'],
  ...['letmeinletmein', 'welcome12345', 'changemechangeme', 'changeme1234', 'asdfghjkl123', 'abcdefghijkl'],
  ...[
    'abcd12345678',
    'abc123abc123',
    'correcthorsebatterystaple',
    'parolparol12',
    'йцукенгшщзхъ',
    'пароль123456',
  ],
];

/** What is wrong with a new password; null where it may be one. No rules about kinds of characters: length counts. */
export function judgePassword(password: string, login: string): Phrase | null {
  const characters = [...password];
  const letters = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (characters.length < MIN) return 'Take at least 12 characters: a few words are easy to remember.';
  if (password.length > MAX) return 'Take at most 200 characters.';
  if (COMMON.includes(letters) || new Set(characters).size < MIN_DISTINCT)
    return 'This is one of the first that are guessed: take another one.';
  if (login !== '' && letters.replaceAll(login.toLowerCase(), '').length < MIN / 2)
    return 'Without the login too little is left of it: take another one.';
  return null;
}
