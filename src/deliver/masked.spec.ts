import { secretMask } from './masked.js';

const subscriber = {
  secrets: {
    v1: [{ id: 's', value: 'whsec_signing' }],
    'header.authorization': [{ id: 's', value: 'Bearer to"k=n' }],
    'header.x-old': [{ id: 's', value: 'gone', notAfter: 5 }],
  },
};

describe('an answer that gives back what it was sent', () => {
  const mask = secretMask(subscriber, 10);

  it.each([
    ['Bearer to"k=n', '•••'],
    ['you said to"k=n twice: to"k=n', 'you said ••• twice: •••'],
    [JSON.stringify({ authorization: 'Bearer to"k=n' }), '{"authorization":"•••"}'],
    [`?token=${encodeURIComponent('to"k=n')}`, '?token=•••'],
    ['gone, and nothing else', 'gone, and nothing else'],
  ])('is kept without it: %s', (answer, kept) => {
    expect(mask(answer)).toBe(kept);
  });
});
