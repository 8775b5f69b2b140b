import {
  all,
  any,
  basic,
  compileVerifier,
  credentialPlaces,
  hmac,
  rsa,
  secretPath,
  secretsUsed,
  token,
  unsigned,
  verifySchemeSchema,
} from '@hookyard/sdk';

import { CREDENTIALS, TIMED, TIMELESS } from './cases.js';

const valid = { kind: 'hmac', header: 'x-sig' };

describe('the data form of a scheme', () => {
  it.each([...TIMED, ...TIMELESS, ...CREDENTIALS].map((one) => [one.name, one.scheme] as const))(
    '%s survives JSON unchanged',
    (_, scheme) => {
      const copy: unknown = JSON.parse(JSON.stringify(scheme));

      expect(verifySchemeSchema.parse(copy)).toEqual(copy);
    },
  );

  it.each([
    [undefined, 'kind must be one of'],
    ['hmac', 'kind must be one of'],
    [{}, 'kind must be one of'],
    [{ kind: 'md5' }, 'kind must be one of'],
    [{ kind: 'hmac' }, 'one of header, query, body, form must be given'],
    [{ ...valid, query: 'sig' }, 'only one of header, query can be given'],
    [{ ...valid, headr: 'x' }, 'headr'],
    [{ ...valid, header: 'x sig' }, 'is no header name'],
    [{ ...valid, content: 'v0:{time}:{body}' }, '{time} is no variable of content'],
    [{ ...valid, content: 'v0:{body' }, "a lone '{' in content"],
    [{ ...valid, content: 'constant' }, 'signs nothing of the request'],
    [{ ...valid, content: '{id}.{body}' }, '{id} in content needs id'],
    [{ ...valid, content: '{timestamp}.{body}' }, '{timestamp} in content needs timestamp'],
    [{ ...valid, content: '{fields}' }, 'needs fields.paths'],
    [{ ...valid, header: 'x-mac', maxAge: '5m' }, 'an age needs timestamp'],
    [{ ...valid, maxAge: '5 minutes' }, "must be a duration like '5m'"],
    [
      { ...valid, timestamp: { header: 'x-time' }, content: '{body}' },
      'a time that is not signed proves nothing',
    ],
    [{ ...valid, timestamp: { item: 't' } }, 'timestamp.item needs list.pair'],
    [{ ...valid, kind: 'hash' }, 'must hold {secret}'],
    [{ ...valid, perElement: true }, 'the signature, id and timestamp lie in body'],
    [{ kind: 'token', header: 'x', perElement: true }, 'perElement needs the token in body'],
    [{ kind: 'basic', user: 'a:b' }, 'holds no colon'],
    [{ kind: 'unsigned', reason: ' ' }, 'say in words why'],
    [{ kind: 'any', of: [] }, 'of'],
    [{ kind: 'any', of: [valid, { kind: 'unsigned', reason: 'because' }] }, 'no unsigned'],
    [
      {
        kind: 'any',
        of: [valid, { ...valid, header: undefined, body: 's', content: '{field:a}', perElement: true }],
      },
      'not both',
    ],
    [{ kind: 'all', of: Array.from({ length: 9 }, () => valid) }, 'of'],
    [nested(3), 'at most two levels'],
    [nested(5000), 'at most two levels'],
  ])('%.60j is refused: %s', (scheme, message) => {
    const compile = (): unknown => compileVerifier(scheme as never);

    expect(compile).toThrow(TypeError);
    expect(compile).toThrow(message);
  });

  it('two levels of groups are enough', () => {
    expect(() => compileVerifier(nested(2) as never)).not.toThrow();
  });
});

describe('what a scheme reads', () => {
  const scheme = all([
    any([hmac({ header: 'x-a', secret: 'first' }), hmac({ header: 'x-b', secret: 'second' })]),
    rsa({ header: 'x-c', content: '{secret:account}{body}' }),
    token({ header: 'X-Token', secret: 'first' }),
    token({ query: 'key' }),
    secretPath({ segment: 2 }),
    basic(),
  ]);

  it('names its secrets once each', () => {
    expect(secretsUsed(scheme)).toEqual(['first', 'second', 'webhook', 'account']);
    expect(secretsUsed(unsigned('no signature'))).toEqual([]);
  });

  it('names the places of credentials, not of signatures', () => {
    expect(credentialPlaces(scheme)).toEqual({
      headers: ['x-token', 'authorization'],
      query: ['key'],
      segments: [2],
    });
  });
});

function nested(levels: number): unknown {
  let scheme: unknown = valid;
  for (let level = 0; level < levels; level += 1) scheme = { kind: 'all', of: [scheme] };
  return scheme;
}
