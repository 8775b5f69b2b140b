import { smallestUnits, type Json } from '@hookyard/sdk';

/** Those for charges: https://docs.stripe.com/currencies. */
const units = smallestUnits({
  0: 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF',
  3: 'BHD JOD KWD OMR TND',
});

/** An amount in the smallest unit of its currency as a decimal in text: `(1250, "usd")` is `12.50`. */
export function stripeAmount(amount: Json | undefined, currency: Json | undefined): Json {
  return typeof currency === 'string' ? units.decimalOf(amount, currency) : null;
}
