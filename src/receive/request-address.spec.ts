import { addressOf, segmentsOf } from './request-address.js';

describe('the address behind the own path', () => {
  it.each([
    ['/hooks/k', '', '', ''],
    ['/hooks/k/', '/', '', '/'],
    ['/hooks/k?a=/b', '', 'a=/b', '?a=/b'],
    ['/hooks/k?', '', '', '?'],
    ['/hooks/k/a%2Fb/c?x=%zz&y', '/a%2Fb/c', 'x=%zz&y', '/a%2Fb/c?x=%zz&y'],
    ['/hooks/k//a?b?c', '//a', 'b?c', '//a?b?c'],
    ['https://proxy.example:8443/receivers/r/a?b', '/a', 'b', '/a?b'],
    ['/hooks/', '', '', ''],
  ])('%s', (target, path, query, suffix) => {
    expect(addressOf(target)).toEqual({ path, query, suffix });
  });

  it('segments are unescaped, and a wrong escape stays', () => {
    expect(segmentsOf('/a%2Fb//%zz/')).toEqual(['a/b', '%zz']);
  });
});
