const SUFFIXES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The 18-character form of a record id: the 15 characters, whose case counts, and three that say which of them are
 * capitals, five at a time. https://help.salesforce.com/s/articleView?id=000383751
 */
export function canonicalId(raw: string): string {
  const id = raw.trim();
  if (!/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(id)) return id;
  const short = id.slice(0, 15);
  const suffix = [0, 5, 10].map((start) => SUFFIXES[capitals(short.slice(start, start + 5))] ?? '');
  return short + suffix.join('');
}

/** Which of five characters are capitals, the first as the lowest bit. */
function capitals(five: string): number {
  return Array.from(five).reduce(
    (bits, character, place) => bits | (/[A-Z]/.test(character) ? 1 << place : 0),
    0,
  );
}
