import type { ExchangeRateSeed } from './taxonomy.ts';

const asOf = '2026-01-01';

/**
 * Rough dollar values for comparing salaries across currencies, rounded to two figures on purpose: they rank jobs,
 * they are not for paying anyone. The operator replaces them in `exchange_rates`.
 */
export const roughExchangeRates: readonly ExchangeRateSeed[] = Object.entries({
  USD: 1,
  EUR: 1.2,
  GBP: 1.3,
  CHF: 1.3,
  CAD: 0.72,
  AUD: 0.67,
  NZD: 0.58,
  JPY: 0.0064,
  CNY: 0.14,
  INR: 0.011,
  SEK: 0.11,
  NOK: 0.099,
  DKK: 0.16,
  PLN: 0.28,
  CZK: 0.048,
  HUF: 0.003,
  RON: 0.23,
  BRL: 0.18,
  MXN: 0.056,
  ZAR: 0.06,
  SGD: 0.78,
  HKD: 0.13,
  KRW: 0.00069,
  TRY: 0.023,
  ILS: 0.31,
  AED: 0.27,
  SAR: 0.27,
  PHP: 0.017,
  IDR: 0.00006,
  MYR: 0.25,
  THB: 0.032,
  NGN: 0.0007,
  KES: 0.0077,
  EGP: 0.021,
  UAH: 0.024,
}).map(([currency, usdRate]) => ({ currency, usdRate, asOf }));
