import { compileVerifier, ecdsa, rsa } from '@hookyard/sdk';
import { sign } from '@hookyard/sdk/testing';

/** A pair made for this test, self-signed and long out of date: a pinned certificate's own dates are not judged. */
const KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2BYZ+BI2qp1lwSDOzuMkfodrZhF8v2VpTt5v09+d9U2hRANCAARZ5Ag2odKuVld4FW9ee9azQsB3f5bVMTlwocsIM3D20ITcXrZ2gZu32F5lJCKNR5KakIn+8hu3Gstlq+1TrM7S';
const CERTIFICATE =
  'MIIBhDCCASugAwIBAgIUdSBPH+EiXV5ACgVGYHB9xt7dRs4wCgYIKoZIzj0EAwIwGDEWMBQGA1UEAwwNaG9va3lhcmQtdGVzdDAeFw0yNjExMjMxMTU5MTZaFw0yNjExMjQxMTU5MTZaMBgxFjAUBgNVBAMMDWhvb2t5YXJkLXRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARZ5Ag2odKuVld4FW9ee9azQsB3f5bVMTlwocsIM3D20ITcXrZ2gZu32F5lJCKNR5KakIn+8hu3Gstlq+1TrM7So1MwUTAdBgNVHQ4EFgQUxWR4ZNBdUnxBn2+OAX/GtuVcsyUwHwYDVR0jBBgwFoAUxWR4ZNBdUnxBn2+OAX/GtuVcsyUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAHLO8GJ/sJH8Nw83d+wXoUrJqOgNnbAU/W/i5HUFZb6AIgJKtNimLHQfb90HHXF18vgt6v1e3zLyJDw9hw/egBdOw=';
const pem = (label: string, der: string): string =>
  `-----BEGIN ${label}-----\n${der}\n-----END ${label}-----\n`;
const scheme = ecdsa({ header: 'x-sig' });
const request = sign(scheme, { body: '{}' }, pem('PRIVATE KEY', KEY));
const verify = (value: string) =>
  compileVerifier(scheme).verify(request, { webhook: [{ id: 's', value }] }, Date.UTC(2040, 0));

describe('a certificate as the secret', () => {
  it.each([
    ['PEM', pem('CERTIFICATE', CERTIFICATE)],
    ['DER', CERTIFICATE],
  ])('in %s gives the key it holds', (_, value) => {
    expect(verify(value)).toMatchObject({ ok: true, scheme: 'ecdsa-sha256' });
  });

  it.each([
    '',
    'no key',
    'AAAA',
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
  ])('%j is no key, and nothing passes', (value) => {
    expect(verify(value)).toEqual({ ok: false, reason: 'unusable-secret' });
  });

  it('of another kind of key does not fit the scheme', () => {
    const verifier = compileVerifier(rsa({ header: 'x-sig' }));
    const secrets = { webhook: [{ id: 's', value: CERTIFICATE }] };

    expect(verifier.verify(request, secrets, 0)).toEqual({ ok: false, reason: 'unusable-secret' });
  });
});
