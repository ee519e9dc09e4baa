/** Symbols that mean one currency wherever they stand. */
const symbols: Readonly<Record<string, string>> = {
  '£': 'GBP',
  '€': 'EUR',
  '₹': 'INR',
  '₩': 'KRW',
  '₪': 'ILS',
  '₺': 'TRY',
  '₴': 'UAH',
  '฿': 'THB',
  '₽': 'RUB',
  '₱': 'PHP',
  '₦': 'NGN',
  us$: 'USD',
  c$: 'CAD',
  ca$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  s$: 'SGD',
  hk$: 'HKD',
  r$: 'BRL',
  zł: 'PLN',
  zl: 'PLN',
  kč: 'CZK',
  'rs.': 'INR',
  rs: 'INR',
  euro: 'EUR',
  euros: 'EUR',
  'fr.': 'CHF',
  ft: 'HUF',
  lei: 'RON',
};
const codes =
  'USD EUR GBP CHF CAD AUD NZD JPY CNY INR SEK NOK DKK PLN CZK HUF RON BRL MXN ZAR SGD HKD KRW TRY ILS AED SAR PHP IDR MYR THB NGN KES EGP UAH BGN ISK'.split(
    ' ',
  );

const dollars: Readonly<Record<string, string>> = {
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  SG: 'SGD',
  HK: 'HKD',
  MX: 'MXN',
};
const crowns: Readonly<Record<string, string>> = { SE: 'SEK', NO: 'NOK', DK: 'DKK', IS: 'ISK' };

const escaped = (text: string): string => text.replaceAll(/[$.]/g, String.raw`\$&`);

/** Everything that names a currency, longest first, for use inside a regular expression with the flags i and u. */
export const currencyPattern: string = `(?:${[...Object.keys(symbols), ...codes, '$', '¥', 'kr']
  .toSorted((a, b) => b.length - a.length)
  .map((name) => (/^\p{L}+$/u.test(name) ? `${escaped(name)}(?!\\p{L})` : escaped(name)))
  .join('|')})`;

/** The ISO code behind a symbol or code; a bare "$", "¥" or "kr" is told apart by currency or country, and "$" is otherwise US. Null when unknown. */
export function currencyOf(
  symbol: string,
  hints: { currency?: string | null | undefined; country?: string | null | undefined },
): string | null {
  const code = symbol.toUpperCase();
  if (codes.includes(code)) return code;
  const fixed = symbols[symbol.toLowerCase()];
  if (fixed !== undefined) return fixed;
  const country = hints.country ?? '';
  if (symbol === '$') {
    const hinted = hints.currency;
    return hinted === 'USD' || Object.values(dollars).some((dollar) => dollar === hinted)
      ? (hinted ?? null)
      : (dollars[country] ?? 'USD');
  }
  if (symbol === '¥') return hints.currency === 'CNY' || country === 'CN' ? 'CNY' : 'JPY';
  return (
    crowns[country] ??
    (Object.values(crowns).includes(hints.currency ?? '') ? (hints.currency ?? null) : null)
  );
}

/** Whether the text is an ISO 4217 code that postings use. */
export const isCurrency = (text: string): boolean => codes.includes(text);

/** Currencies of which a dollar buys more than twenty: their salaries have more digits. */
const small: ReadonlySet<string> = new Set(
  'JPY INR HUF KRW IDR PHP CZK THB NGN KES EGP UAH TRY RUB ISK'.split(' '),
);
export const isSmallUnit = (currency: string): boolean => small.has(currency);
