import { hash, verify } from '@node-rs/argon2';

import { AppError } from '@access/contracts/errors';

/** Argon2id with OWASP's second recommendation (19 MiB, 2 passes, 1 lane): about 26 ms of one core. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** With `null` (no such account) it takes as long and answers false. */
  verify(storedHash: string | null, password: string): Promise<boolean>;
}

interface Line {
  /** Hashes that run at once; each takes a core and 19 MiB. */
  readonly concurrent: number;
  /** Callers that may wait; one more is told `busy`. */
  readonly waiting: number;
}

/** Hashes one password; for commands and seeds. Servers use a hasher, which keeps callers in line. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/**
 * Keeps hashing from becoming the denial of service: a few at once, a short waiting line in order of arrival, and `busy`
 * with a time to come back beyond it.
 */
export function createPasswordHasher(line: Line = { concurrent: 2, waiting: 50 }): PasswordHasher {
  const inLine = createLine(line);
  // Made beforehand: the first stranger's answer must not take two hashes.
  const standIn = hashPassword(crypto.randomUUID());
  return {
    hash: (password) => inLine(() => hashPassword(password)),
    async verify(storedHash, password) {
      if (storedHash !== null) return inLine(() => verify(storedHash, password));
      const nobodysHash = await standIn;
      await inLine(() => verify(nobodysHash, password));
      return false;
    },
  };
}

function createLine({ concurrent, waiting }: Line): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const next: (() => void)[] = [];
  return async (work) => {
    if (running >= concurrent) {
      if (next.length >= waiting) {
        throw new AppError('busy', 'Too many people are signing in at once', { retryAfterSeconds: 2 });
      }
      await new Promise<void>((resolve) => next.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      // The place is handed on rather than freed, so that a newcomer cannot overtake whoever waits.
      const following = next.shift();
      if (following === undefined) running -= 1;
      else following();
    }
  };
}
