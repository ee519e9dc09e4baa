import { dictionary } from '@zxcvbn-ts/language-common';

/** Says why a password of allowed length is still too easy to guess, or null when it is not. */
export type WeakPasswordCheck = (password: string, email: string) => string | null;

/** Checks against the list of common passwords that zxcvbn-ts keeps (MIT), and against the address itself. */
export function createWeakPasswordCheck(): WeakPasswordCheck {
  const common = new Set(dictionary['passwords-common']);
  return (password, email) => {
    const folded = password.toLowerCase();
    if (common.has(folded)) return 'This is one of the most used passwords; choose another';
    if (new Set(folded).size < 3) return 'Use more than two different characters';
    const [name = ''] = email.split('@');
    if (folded === email || folded === name) return 'Do not use your e-mail address as password';
    return null;
  };
}
