/** Digits or an exponent that may not survive a double; most texts have none and are parsed without a reviver. */
const RISKY = /\d{16}|\d[eE][+-]?\d|\d\.\d{15}/;

/** Parses JSON; numbers that a double cannot hold exactly become strings, nothing else changes type. */
export function parseExact(text: string): unknown {
  if (!RISKY.test(text)) return JSON.parse(text);
  // The third argument is newer than the type library: https://github.com/tc39/proposal-json-parse-with-source
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined && !survives(value, context.source)
      ? context.source
      : value;
  return JSON.parse(text, reviver);
}

function survives(value: number, source: string): boolean {
  if (/^-?\d+$/.test(source)) return Number.isSafeInteger(value);
  return Number.isFinite(value) && digitsOf(String(value)) === digitsOf(source);
}

/** A number's digits and place, without the ways to write it: `1.50e1`, `15` and `15.0` are one. */
function digitsOf(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const bare = digits.replace(/0+$/, '');
  const place = Number(exponent) - fraction.length + (digits.length - bare.length);
  return bare === '' ? '0' : `${mantissa.startsWith('-') ? '-' : ''}${bare}e${place}`;
}
