import { foldKey } from '../text/fold.ts';

/** British spellings with their American twins; each is tried both ways, a form nobody writes does no harm. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/is(?=(?:e|ed|es|ing|ations?|ers?|able)\b)/g, 'iz'],
  [/(?<=\b(?:col|behavi|lab|fav|harb|neighb|tum|od|arm))our/g, 'or'],
  [/centre/g, 'center'],
  [/theatre/g, 'theater'],
  [/fibre/g, 'fiber'],
  [/catalogue/g, 'catalog'],
  [/programme(?=s?\b)/g, 'program'],
  [/(?<=licen|defen|offen)ce/g, 'se'],
  [/(?<=mode|labe|trave|counse|signa|leve|cance)ll(?=ing|ed|or)/g, 'l'],
  [/(?<=p|orthop)aed/g, 'ed'],
  [/anaesth/g, 'anesth'],
  [/\bhaem/g, 'hem'],
  [/gynaec/g, 'gynec'],
  [/(?<=anal|catal|dial)ys(?=e|ing|ed)/g, 'yz'],
  [/aluminium/g, 'aluminum'],
  [/mould/g, 'mold'],
  [/sulph/g, 'sulf'],
  [/jewellery/g, 'jewelry'],
  [/fulfil(?!l)/g, 'fulfill'],
];

const AMERICAN: readonly (readonly [RegExp, string])[] = [
  [/iz(?=(?:e|ed|es|ing|ations?|ers?|able)\b)/g, 'is'],
  [/(?<=\b(?:col|behavi|lab|fav|harb|neighb|tum|od|arm))or(?![a-z]*our)/g, 'our'],
  [/center/g, 'centre'],
  [/theater/g, 'theatre'],
  [/(?<=licen|defen|offen)se/g, 'ce'],
  [/(?<=mode|labe|trave|counse|signa|leve|cance)l(?=ing|ed|or)/g, 'll'],
  [/(?<=anal|catal|dial)yz(?=e|ing|ed)/g, 'ys'],
  [/\bped(?=iatr)/g, 'paed'],
  [/orthoped/g, 'orthopaed'],
  [/anesth/g, 'anaesth'],
];

/**
 * The folded spellings under which a name or alias is searched: as written, US and UK, without
 * inner dots, and the singular of a plural phrase.
 */
export function surfaceVariants(surface: string): string[] {
  const key = foldKey(surface);
  if (key === '') return [];
  const variants = new Set([key, respell(key, SPELLINGS), respell(key, AMERICAN)]);
  if (/[a-z]\.[a-z]/.test(key)) {
    variants.add(key.replace(/(?<=[a-z])\.(?=[a-z])/g, ' '));
    variants.add(key.replace(/(?<=[a-z])\.(?=[a-z])/g, ''));
  }
  if (/\s/.test(key) && key.length >= 8 && /[a-z]{3}s$/.test(key) && !/(?:ss|us|is|ics)$/.test(key)) {
    variants.add(key.slice(0, -1));
  }
  return [...variants];
}

function respell(key: string, rules: readonly (readonly [RegExp, string])[]): string {
  let text = key;
  for (const [pattern, twin] of rules) text = text.replace(pattern, twin);
  return text;
}
