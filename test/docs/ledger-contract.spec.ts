import { readFileSync } from 'node:fs';

const lines = readFileSync('docs/ledger-contract.md', 'utf8').split('\n');
const rows = lines.flatMap((line) => {
  const [, , file, claim] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  const path = /^`(.+)`$/.exec(file ?? '')?.[1];
  return path && claim ? [{ path, claim }] : [];
});

describe('the table of the ledger’s contract', () => {
  it('names tests that exist', () => {
    const gone = rows.filter(({ path, claim }) => !readFileSync(path, 'utf8').includes(claim));

    expect(rows.length).toBeGreaterThan(30);
    expect(gone).toEqual([]);
  });
});
