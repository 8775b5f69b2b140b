import { InFlightCreates } from './in-flight-creates.js';

const PATIENCE = 60_000;

function asked(
  creates: InFlightCreates,
  facts: { externalId?: string; receivedAt?: number; now?: number } = {},
): boolean {
  return creates.mayBe(1, 'PRODUCT', { externalId: 'e1', receivedAt: 20, now: 30, ...facts });
}

describe('creates in flight', () => {
  it('an unlinked id received after one began may be its record', () => {
    const creates = new InFlightCreates(PATIENCE);
    creates.begin(1, 'PRODUCT', { request: 5, now: 10 });

    expect(asked(creates)).toBe(true);
    expect(asked(creates, { receivedAt: 9 })).toBe(false);
    expect(creates.mayBe(2, 'PRODUCT', { externalId: 'e1', receivedAt: 20, now: 30 })).toBe(false);
    expect(creates.mayBe(1, 'CUSTOMER', { externalId: 'e1', receivedAt: 20, now: 30 })).toBe(false);
  });

  it('once it was answered only its own id waits for the link', () => {
    const creates = new InFlightCreates(PATIENCE);
    creates.begin(1, 'PRODUCT', { request: 5, now: 10 });
    creates.answered(1, 'PRODUCT', { request: 5, externalId: 'e9' });

    expect(asked(creates)).toBe(false);
    expect(asked(creates, { externalId: 'e9' })).toBe(true);
  });

  it('a refused create makes nobody wait', () => {
    const creates = new InFlightCreates(PATIENCE);
    creates.begin(1, 'PRODUCT', { request: 5, now: 10 });
    creates.refused(1, 'PRODUCT', 5);

    expect(asked(creates)).toBe(false);
  });

  it('nobody waits longer than patience lasts', () => {
    const creates = new InFlightCreates(PATIENCE);
    creates.begin(1, 'PRODUCT', { request: 5, now: 10 });

    expect(asked(creates, { now: 10 + PATIENCE })).toBe(false);
  });
});
