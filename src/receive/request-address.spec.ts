import { addressOf, nameOf, segmentsOf } from './request-address.js';

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
    expect(addressOf(target)).toMatchObject({ path, query, suffix });
  });

  it.each([
    ['/hooks/k', '/hooks/', 'k'],
    ['/receivers/a%20b/c?d=%zz', '/receivers/', 'a b'],
    ['/hooks/k/%zz', '/hooks/', null],
    ['/hooks/%zz', '/hooks/', null],
    ['/hooks/', '/hooks/', ''],
    ['/hooks', '', ''],
    ['http://proxy.example/hooks/k?a=/b', '/hooks/', 'k'],
    ['*', '', ''],
  ])('%s is at %s, named %s', (target, place, name) => {
    const address = addressOf(target);

    expect([address.place, nameOf(address)]).toEqual([place, name]);
  });

  it('segments are unescaped, and a wrong escape stays', () => {
    expect(segmentsOf('/a%2Fb//%zz/')).toEqual(['a/b', '%zz']);
  });
});
