import path from 'node:path';

import { InvalidArgumentError } from 'commander';

/** Paths as typed, from the folder the command was typed in. */
export const file = (text: string): string => path.resolve(process.env['INIT_CWD'] ?? process.cwd(), text);

export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
}

export function whole(text: string): number {
  const value = number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('Expected a whole number above 0.');
  return value;
}

export const seeds = (text: string): number[] => text.split(',').map(whole);
