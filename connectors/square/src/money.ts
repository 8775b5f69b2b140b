import { smallestUnits, valueAt, type Json, type JsonObject } from '@hookyard/sdk';

/** As ISO 4217 has them. */
const units = smallestUnits({
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
});

/** `{amount: 1295, currency: 'EUR'}` as `12.95`; nothing where there is no amount. */
export function amountOf(money: Json | undefined): Json {
  return units.decimalOf(valueAt(money, 'amount'), valueAt(money, 'currency'));
}

/** `12.95` of `EUR` as Square writes it; nothing where there is no amount. */
export function moneyOf(amount: Json | undefined, currency: Json | undefined): JsonObject | null {
  const counted = units.unitsOf(amount, currency);
  return counted === null ? null : { amount: counted, currency: currency ?? null };
}
