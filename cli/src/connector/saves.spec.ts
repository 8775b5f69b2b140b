import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Saves } from './saves.js';

describe('saves in a folder', () => {
  const never = new AbortController().signal;
  let folder: string;
  let saves: Saves;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hookyard-saves-'));
    for (const inner of ['src', 'fixtures', 'node_modules']) mkdirSync(join(folder, inner));
    writeFileSync(join(folder, 'src/index.ts'), 'one');
    saves = new Saves(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['is written', (file: string) => writeFileSync(file, 'three')],
    [
      'is put in the place of the one before',
      (file: string) => {
        writeFileSync(`${file}.new`, 'another');
        renameSync(`${file}.new`, file);
      },
    ],
    ['is removed', (file: string) => rmSync(file)],
  ])('a file %s, a second time as well', async (_, save) => {
    const file = join(folder, 'src/index.ts');
    writeFileSync(`${file}.new`, 'another');
    renameSync(`${file}.new`, file);
    expect(await saves.next(never)).toBe(file);

    save(file);

    expect(await saves.next(never)).toBe(file);
  });

  it('what was saved while nobody looked is found, and what a try writes is not', async () => {
    writeFileSync(join(folder, 'node_modules/x.js'), '');
    writeFileSync(join(folder, 'fixtures/golden.json'), '[]');
    writeFileSync(join(folder, 'fixtures/order.fixture.json'), '{}');

    expect(await saves.next(never)).toBe(join(folder, 'fixtures/order.fixture.json'));
    expect(await saves.next(AbortSignal.timeout(1))).toBeUndefined();
  });
});
