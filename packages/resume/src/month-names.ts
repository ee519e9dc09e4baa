// English, German, French and Spanish, long and short; folded to lower case. Longer spellings first for the regex.
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januar', 'jänner', 'janvier', 'enero', 'janv', 'jan', 'ene'],
  ['february', 'februar', 'février', 'fevrier', 'febrero', 'févr', 'feb', 'fév'],
  ['march', 'märz', 'mars', 'marzo', 'mär', 'mrz', 'mar'],
  ['april', 'avril', 'abril', 'apr', 'avr', 'abr'],
  ['mayo', 'may', 'mai'],
  ['june', 'juni', 'juin', 'junio', 'jun'],
  ['july', 'juli', 'juillet', 'julio', 'juil', 'jul'],
  ['august', 'août', 'aout', 'agosto', 'aug', 'ago'],
  ['september', 'septembre', 'septiembre', 'setiembre', 'sept', 'sep', 'set'],
  ['october', 'oktober', 'octobre', 'octubre', 'oct', 'okt'],
  ['november', 'novembre', 'noviembre', 'nov'],
  ['december', 'dezember', 'décembre', 'decembre', 'diciembre', 'dec', 'dez', 'déc', 'dic'],
];

const NUMBER_BY_NAME = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** Alternatives for a regular expression, longest first, so that "March" is not read as "Mar". */
export const MONTH_PATTERN = [...NUMBER_BY_NAME.keys()].sort((a, b) => b.length - a.length).join('|');

/** 1–12 for a month's name in any spelling known; undefined for other words. */
export function monthNumber(name: string): number | undefined {
  return NUMBER_BY_NAME.get(name.toLowerCase());
}
