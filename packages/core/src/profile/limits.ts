import { AppError } from '@access/contracts/errors';

/** What a profile holds at most: positions, as many education entries, and skills. */
export const profileLimits = { records: 100, skills: 300 } as const;

/** @throws AppError conflict when a profile would come to hold more than `most` of these. */
export function refuseBeyond(most: number, count: number, what: string): void {
  if (count > most) throw new AppError('conflict', `A profile holds at most ${most} ${what}`);
}
