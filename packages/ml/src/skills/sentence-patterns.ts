const FEW = String.raw`(?:[a-z']+,? ){0,4}?`;

/**
 * Skills that postings ask for in sentences rather than by name, on folded text: "work as part of a friendly team", "manage a small team",
 * "train new staff". By the name in the catalogue.
 */
export const SENTENCE_PATTERNS: readonly (readonly [skill: string, pattern: RegExp])[] = [
  [
    'Teamwork',
    new RegExp(
      String.raw`\bwork(?:ing)? (?:well |effectively |collaboratively |both )?(?:as (?:an? )?(?:[a-z]+ )?(?:part|member) of|within|in|with) (?:an? |our |the )?${FEW}team\b`,
      'g',
    ),
  ],
  ['Project management', new RegExp(String.raw`\bmanag(?:e|ing) ${FEW}projects?\b`, 'g')],
  [
    'Team management',
    new RegExp(
      String.raw`\b(?:manag|supervis)(?:e|ing) (?:an? |the |our |other )?(?:[a-z]+ ){0,2}?(?:team|staff|employees)\b`,
      'g',
    ),
  ],
  [
    'Training delivery',
    new RegExp(
      String.raw`\btrain(?:ing)? (?:of |for |to )?(?:[a-z]+ ){0,2}?(?:staff|employees|users|colleagues)\b`,
      'g',
    ),
  ],
  ['Patient education', /\beducat(?:e|ing|ion)(?: (?:to|of))?(?: the| our)? patients?\b/g],
  ['Communication', /\bcommunicat(?:e|ing) (?:[a-z]+ly )?(?:[a-z]+ ){0,3}?(?:with|to|across|at)\b/g],
  ['Customer service', /\bservice to (?:all |our |the )?(?:guests|customers|clients|visitors)\b/g],
];
