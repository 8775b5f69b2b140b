import { compileVerifier } from '@hookyard/sdk';

import { connector } from '../src/index.js';
import { canonicalId } from '../src/record-id.js';

const verifier = compileVerifier(connector.webhook.verify);
const secrets = {
  webhook: [{ id: 's1', value: 'word' }],
  organizationId: [{ id: 's2', value: '00DAb000000FixtMAE' }],
};
const request = (path: string) => ({
  method: 'POST',
  url: '',
  headers: {},
  query: '',
  path,
  body: new Uint8Array(),
});

it('believes only who knows the path', () => {
  expect(verifier.verify(request('word'), secrets, 0).ok).toBe(true);
  expect(verifier.verify(request('other'), secrets, 0)).toEqual({ ok: false, reason: 'token-mismatch' });
  expect(verifier.verify(request(''), secrets, 0)).toEqual({ ok: false, reason: 'missing-token' });
});

it('refuses a notification of another organisation', () => {
  expect(verifier.verifyElement({ OrganizationId: '00DAb000000FixtMAE' }, secrets, 0).ok).toBe(true);
  expect(verifier.verifyElement({ OrganizationId: '00DAb000000OtherAA' }, secrets, 0).ok).toBe(false);
  expect(verifier.verifyElement({}, secrets, 0).ok).toBe(false);
});

it('takes 15 and 18 characters for the same record', () => {
  expect(canonicalId('001A0000006Vm9r')).toBe('001A0000006Vm9rIAC');
  expect(canonicalId('001A0000006Vm9rIAC')).toBe('001A0000006Vm9rIAC');
  expect(canonicalId('001A0000006Vm9riac')).toBe('001A0000006Vm9rIAC');
  expect(canonicalId('001a0000006Vm9r')).not.toBe(canonicalId('001A0000006Vm9r'));
  expect(canonicalId(' not an id ')).toBe('not an id');
});

it('answers with the Ack that ends the retries', () => {
  expect(connector.webhook.answer?.body).toContain('<Ack>true</Ack>');
  expect(connector.webhook.answer?.headers).toEqual({ 'content-type': 'text/xml; charset=utf-8' });
});
