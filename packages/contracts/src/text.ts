import { z } from 'zod';

// PostgreSQL text holds neither NUL nor lone surrogates: refused here, with the field's name, instead of failing on insert.
const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');
const unstorable = 'Contains characters that cannot be stored (NUL or a broken Unicode pair)';

/** One line or paragraph a person typed: trimmed, storable, bounded in characters. */
export const boundedText = (min: number, max: number) =>
  z.string().refine(isStorable, unstorable).trim().min(min).max(max);

/** Like {@link boundedText}, but an empty string means "not given". */
export const optionalText = (max: number) =>
  boundedText(0, max)
    .transform((value) => (value === '' ? null : value))
    .nullable();

/** A web address people may follow; other schemes (javascript:, data:) never enter. */
export const WebUrl = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain })
  .max(2_000)
  .refine(isStorable, unstorable);

/** Day without a time of day, `YYYY-MM-DD`. PostgreSQL has no year 0. */
export const CalendarDate = z.iso.date().refine((day) => !day.startsWith('0000'), 'There is no year 0');

/** Instant in ISO 8601, UTC in answers. */
export const Instant = z.iso.datetime({ offset: true });
