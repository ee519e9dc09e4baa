/** An instant, or midnight UTC of a day that was written without a time. */
export interface ReadDate {
  readonly at: Date;
  readonly isDateOnly: boolean;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * Dates that can mean one day only: ISO 8601 with or without a time (an offset may lack its colon), "27 Nov 2020", "November 27, 2020", Unix
 * seconds or milliseconds. "03/04/2020" is March to some and April to others: null.
 */
export function readDate(written: string | number): ReadDate | null {
  if (typeof written === 'number') return fromUnix(written);
  const text = written.trim();
  const iso =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2}|)?)?$/i.exec(
      text,
    );
  if (iso !== null) return fromIso(iso);
  if (/^\d{10}$|^\d{13}$/.test(text)) return fromUnix(Number(text));
  const dayFirst = /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})$/i.exec(
    text,
  );
  if (dayFirst !== null) return dayOf(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text);
  return monthFirst === null ? null : dayOf(monthFirst[3], monthFirst[1], monthFirst[2]);
}

function fromIso([, year, month, day, time, zone]: RegExpExecArray): ReadDate | null {
  if (time === undefined) return checked(`${year}-${month}-${day}T00:00:00Z`, Number(day), true);
  const offset =
    zone === undefined || zone === '' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
  if (checked(`${year}-${month}-${day}T00:00:00Z`, Number(day), true) === null) return null;
  return checked(`${year}-${month}-${day}T${time}${offset}`, null, false);
}

function dayOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): ReadDate | null {
  const index = months.indexOf((month ?? '').slice(0, 3).toLowerCase());
  if (index < 0) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  return checked(`${year}-${two(index + 1)}-${two(Number(day))}T00:00:00Z`, Number(day), true);
}

const fromUnix = (value: number): ReadDate | null =>
  Number.isFinite(value) && value >= 1e9
    ? checked(new Date(clamp(value < 1e11 ? value * 1_000 : value)).toISOString(), null, false)
    : null;

const clamp = (ms: number): number => Math.min(ms, 8.64e15);

/** Refuses what no calendar has (30 February) and years no posting has. */
function checked(iso: string, day: number | null, isDateOnly: boolean): ReadDate | null {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime()) || (day !== null && at.getUTCDate() !== day)) return null;
  const year = at.getUTCFullYear();
  return year >= 1990 && year <= 2100 ? { at, isDateOnly } : null;
}
