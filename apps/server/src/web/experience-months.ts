const words: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const amount = `(\\d{1,2}|${Object.keys(words).join('|')})`;
/** "3+ years of relevant experience", "two to four years' experience", "5 years or more experience": the lower number counts. */
const asked = new RegExp(
  `\\b${amount}\\s*(?:\\+|plus)?\\s*(?:\\(\\d{1,2}\\)\\s*)?(?:(?:-|–|to)\\s*(?:\\d{1,2}|${Object.keys(words).join('|')})\\s*\\+?\\s*)?` +
    `(?:or\\s+more\\s+)?(years?|yrs?|months?)\\b['’]?(?!\\s*(?:ago|old)\\b)\\s*(?:\\+|or\\s+more\\s+)?(?:of\\s+)?(?:[\\w/&,-]+\\s+){0,5}?experience\\b`,
  'i',
);
/** Beyond this it is the company's age, or a slip. */
const MOST_MONTHS = 30 * 12;

/** Months of experience that a posting's text asks for in so many words, in English; null where it names none. The first that it names counts. */
export function experienceMonths(html: string): number | null {
  const text = html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&nbsp;|\s+/g, ' ');
  const [, number = '', unit = ''] = asked.exec(text) ?? [];
  const count = words[number.toLowerCase()] ?? Number.parseInt(number, 10);
  const months = unit.toLowerCase().startsWith('m') ? count : count * 12;
  return months > 0 && months <= MOST_MONTHS ? months : null;
}
