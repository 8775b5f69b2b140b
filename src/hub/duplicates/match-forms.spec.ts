import fc from 'fast-check';

import { formed, maskedValue, matchDigest, matchValues, type MatchForm } from './match-forms.js';

const as = (form: MatchForm, text: string, country?: string): string => formed(form, text, () => country);

describe('what makes two values one', () => {
  it.each<[MatchForm, string, string, string | undefined]>([
    ['email', ' Ann.Lee@Example.COM', 'ann.lee@example.com', undefined],
    ['phone', '09 234 56 78', '+32 9 234 56 78', 'BE'],
    ['phone', '0032 (0)9 234-56-78', '+3292345678', 'BE'],
    ['phone', '1234567', '12-34-567', undefined],
    ['name', 'José  García-Núñez', 'garcia nunez jose', undefined],
    ['name', 'Straße', 'STRASSE', undefined],
    ['company', 'Müller & Söhne GmbH', 'Sohne, Muller', undefined],
    ['company', 'Acme B.V.', 'acme', undefined],
    ['company', 'De Bakker NV', 'Bakker de', undefined],
    ['exact', ' A-1 ', 'A-1', undefined],
  ])('as %s %j is %j', (form, one, other, country) => {
    expect(as(form, one, country)).toBe(as(form, other, country));
    expect(as(form, one, country)).not.toBe('');
  });

  it.each<[MatchForm, string, string, string | undefined]>([
    ['exact', 'A-1', 'a-1', undefined],
    ['email', 'ann@example.com', 'ann@example.org', undefined],
    ['phone', '09 234 56 78', '09 234 56 79', 'BE'],
    ['phone', '09 234 56 78', '+31 9 234 56 78', 'BE'],
    ['name', 'Ann Lee', 'Ann Leigh', undefined],
    ['company', 'Acme', 'Acme Logistics', undefined],
  ])('as %s %j is not %j', (form, one, other, country) => {
    expect(as(form, one, country)).not.toBe(as(form, other, country));
  });

  it('is the same for any order of the words of a name, and once it is in its form', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (words) => {
        const there = as('name', words.join(' '));
        expect(as('name', words.toReversed().join(' '))).toBe(there);
        expect(as('name', there)).toBe(there);
        expect(as('company', as('company', words.join(' ')))).toBe(as('company', words.join(' ')));
      }),
    );
  });

  it('a company that is called like a legal form keeps its name, and three digits are no number', () => {
    expect(as('company', 'AG')).toBe('ag');
    expect(as('phone', '112')).toBe('');
  });
});

describe('what a record carries under a rule', () => {
  const parts = [
    { fields: ['phone'], form: 'phone' as const },
    { fields: ['firstName', 'lastName'], form: 'name' as const },
  ];

  it('is every part of it, with the country the record says', () => {
    const rule = { parts, country: 'FR', countryField: 'country' };
    const one = { phone: '09 234 56 78', country: 'be', firstName: 'Ann', lastName: 'Lee' };

    expect(matchValues(rule, one)).toEqual(['+3292345678', 'ann lee']);
    expect(matchValues(rule, { ...one, firstName: 'Lee', lastName: 'Ann' })).toEqual(matchValues(rule, one));
  });

  it('is nothing where a part is missing: what many lack makes nobody one', () => {
    expect(matchValues({ parts }, { firstName: 'Ann', lastName: 'Lee' })).toBeNull();
    expect(matchValues({ parts }, { phone: null, firstName: 'Ann' })).toBeNull();
    expect(
      matchValues({ parts: [{ fields: ['customFields.vip'], form: 'exact' }] }, { customFields: { vip: 7 } }),
    ).toEqual(['7']);
  });

  it('is kept without what it says, and apart by mode', () => {
    const digest = matchDigest(['ann@example.com'], 'live');

    expect(digest).not.toContain('ann');
    expect(digest).not.toBe(matchDigest(['ann@example.com'], 'sandbox'));
    expect(matchDigest(['a', 'b'], 'live')).not.toBe(matchDigest(['a b'], 'live'));
  });

  it.each<[MatchForm, string, string]>([
    ['email', 'ann@example.com', 'a…@example.com'],
    ['phone', '+3292345678', '…678'],
    ['name', 'ann lee', 'a… l…'],
    ['exact', 'A-1', 'A-1'],
  ])('of %s %s is shown as %s', (form, value, shown) => {
    expect(maskedValue(form, value)).toBe(shown);
  });
});
