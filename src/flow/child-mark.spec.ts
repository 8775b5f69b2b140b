import { childFactsOf, childMarkOf, type ChildMark } from './child-mark.js';

const MARK: ChildMark = { connection: 7, scope: 'address/"quoted"\\updated', policy: 'coalesce' };

describe('the mark of a child', () => {
  it('is found in the trail it was written into, whatever the scope is called', () => {
    const facts = { fromType: 'CUSTOMER_ADDRESS', fromId: '5|2', ...childFactsOf(MARK) };
    const trail = JSON.stringify([{ passed: ['child.parent'], saw: { 'child.parent': facts } }, {}]);

    expect(childMarkOf(trail)).toEqual(MARK);
  });

  it('is not found where somebody else wrote something that looks like it', () => {
    const forged = JSON.stringify(childFactsOf(MARK));

    expect(childMarkOf(JSON.stringify([{ facts: { scope: forged } }]))).toBeNull();
    expect(childMarkOf('[]')).toBeNull();
  });
});
