import { smallestUnits, valueAt, type Json, type JsonObject } from '@hookyard/sdk';

/** https://docs.adyen.com/development-resources/currency-codes/ */
const units = smallestUnits({
  0: 'CVE DJF GNF IDR JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
});

/** `{value: 1295, currency: 'EUR'}` as `12.95`; nothing where there is no amount. */
export function amountOf(money: Json | undefined): Json {
  return units.decimalOf(valueAt(money, 'value'), valueAt(money, 'currency'));
}

/** `12.95` of `EUR` as Adyen writes it; nothing where there is no amount. */
export function moneyOf(amount: Json | undefined, currency: Json | undefined): JsonObject | null {
  const value = units.unitsOf(amount, currency);
  return value === null ? null : { value, currency: currency ?? null };
}
