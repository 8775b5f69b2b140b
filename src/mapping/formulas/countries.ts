const NAMES_BY_LANGUAGE = new Map<string, Intl.DisplayNames>();
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Letters that name no country. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO']);
let codes: ReadonlyMap<string, string> | undefined;

/** The two letters of a country, from its English name or from the letters in any case. */
export function countryCode(country: string): string | undefined {
  codes ??= codesByName();
  const wanted = country.trim().toLowerCase();
  return codes.get(wanted);
}

export function countryName(code: string, language: unknown): string | undefined {
  const known = countryCode(code);
  if (known === undefined) return undefined;
  return namesIn(typeof language === 'string' ? language : 'en')?.of(known);
}

/** Made when it is first asked for: 676 codes take a few milliseconds. */
function codesByName(): ReadonlyMap<string, string> {
  const names = namesIn('en');
  const found = new Map<string, string>();
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const letters = first + second;
      const name = NO_COUNTRIES.has(letters) ? undefined : names?.of(letters);
      if (name === undefined) continue;
      // Letters that were withdrawn (BU, UK) stand for today's.
      const code = new Intl.Locale(`und-${letters}`).region ?? letters;
      found.set(name.toLowerCase(), code);
      found.set(letters.toLowerCase(), code);
    }
  }
  return found;
}

/** Undefined where the text names no language. */
function namesIn(language: string): Intl.DisplayNames | undefined {
  const known = NAMES_BY_LANGUAGE.get(language);
  if (known) return known;
  try {
    const made = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    if (NAMES_BY_LANGUAGE.size < 50) NAMES_BY_LANGUAGE.set(language, made);
    return made;
  } catch {
    return undefined;
  }
}
