import type { Db, Tx } from '@access/db';

/** One unit of each currency in US dollars. */
export type ExchangeRates = ReadonlyMap<string, number>;

const PERIODS_A_YEAR: Readonly<Record<string, number>> = {
  year: 1,
  month: 12,
  week: 52,
  day: 260,
  hour: 2_080,
};

/** An amount as yearly US dollars, or null where the currency has no rate: such a salary counts as unknown. */
export function yearlyUsd(
  rates: ExchangeRates,
  amount: number,
  currency: string,
  period: string,
): number | null {
  const rate = rates.get(currency);
  const periods = PERIODS_A_YEAR[period];
  return rate === undefined || periods === undefined ? null : amount * periods * rate;
}

export async function loadExchangeRates(db: Db | Tx): Promise<ExchangeRates> {
  const rows = await db.selectFrom('exchangeRates').select(['currency', 'usdRate']).execute();
  return new Map(rows.map((row) => [row.currency, Number(row.usdRate)]));
}
