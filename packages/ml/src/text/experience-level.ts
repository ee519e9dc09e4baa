import { levelOfText, levelOfYears } from './level-of-text.ts';
import { levelOfTitle } from './level-of-title.ts';

/** How much experience a posting asks for, as the product's four levels. */
export type ExperienceLevel = 'entry' | 'mid' | 'senior' | 'executive';

/**
 * The level a posting asks for, from its title first (NHS bands, rank words, roman numerals, years), then from its text ("seeking a
 * senior …", "no experience needed", "5+ years of experience": under 2 years entry, under 5 mid, 5 and more senior); null where
 * neither says.
 */
export function detectExperienceLevel({
  title,
  text,
}: {
  title: string;
  text: string;
}): ExperienceLevel | null {
  return levelOfTitle(title) ?? levelOfYears(title) ?? levelOfText(text);
}
