import { compileVerifier } from '@hookyard/sdk';

import { connector } from '../src/index.js';

const verifier = compileVerifier(connector.webhook.verify);
const secrets = { webhook: [{ id: 's1', value: 'dg_test_secret' }] };
const HEX = '745f84337bc3b71249954f3d372f8fd8cd5232a5118172d6367faf15b1757d3e';
const BASE64 = 'dF+EM3vDtxJJlU89Ny+P2M1SMqURgXLWNn+vFbF1fT4=';
const isBelieved = (signature: string, body = '{"type":"PostMerge","request":[],"response":[]}'): boolean =>
  verifier.verify(
    {
      method: 'POST',
      url: '',
      headers: { 'x-datagroomr-signature': signature },
      query: '',
      path: '',
      body: Buffer.from(body),
    },
    secrets,
    0,
  ).ok;

it('believes a signature as either of the vendor’s samples writes it', () => {
  expect([BASE64, HEX].map((signature) => isBelieved(signature))).toEqual([true, true]);
});

it('believes neither over another body, nor in capitals', () => {
  expect([BASE64, HEX].map((signature) => isBelieved(signature, '{}'))).toEqual([false, false]);
  expect(isBelieved(HEX.toUpperCase())).toBe(false);
});
