import { accountIn } from './account-in.js';

const claims = (body: object): string => `h.${Buffer.from(JSON.stringify(body)).toString('base64url')}.s`;
const granting = {
  said: { team: { id: 'T1', number: 7 }, id_token: claims({ sub: 'user-1', org: { id: 'o' } }) },
  query: { realmId: '4620' },
};

it.each<[place: Parameters<typeof accountIn>[0], account: string | null]>([
  [{ token: 'team.id' }, 'T1'],
  [{ token: 'team.number' }, '7'],
  [{ token: 'team' }, null],
  [{ token: 'team.id.length' }, null],
  [{ token: '__proto__.x' }, null],
  [{ idToken: 'sub' }, 'user-1'],
  [{ idToken: 'org.id' }, 'o'],
  [{ callback: 'realmId' }, '4620'],
  [{ callback: 'toString' }, null],
])('an account at %j is %s', (place, account) => {
  expect(accountIn(place, granting)).toBe(account);
});

it.each([undefined, 'no token', 'a.%%%.c', 7])('an id_token %j names nobody', (token) => {
  expect(accountIn({ idToken: 'sub' }, { said: { id_token: token }, query: {} })).toBeNull();
});
