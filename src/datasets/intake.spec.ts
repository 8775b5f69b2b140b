import { HostError } from '../errors/index.js';

import type { DatasetRow, DatasetStore } from './dataset.store.js';
import { Intake, type IntakeOptions } from './intake.js';

const ROW = {
  id: 1,
  publicId: 'dst_1',
  tenant: 7,
  state: 'open',
  turn: 1,
  bytes: 0,
  rows: 0,
  edition: 1,
  reading: null,
  ask: {
    columns: null,
    key: null,
    user: null,
    reading: { format: null, charset: null, separator: null, header: null },
  },
} as unknown as DatasetRow;

/** Takes whatever it is given, one move after another, unless somebody else moved the row. */
function intakeOf(options: Partial<IntakeOptions> & { readonly isMoved?: boolean } = {}) {
  const chunks: number[] = [];
  const stored: number[] = [];
  let turn = 1;
  const store = {
    move: async (row: DatasetRow, _now: number, also: (tx: never) => Promise<void>) => {
      if (options.isMoved || row.turn !== turn) return undefined;
      await also({} as never);
      turn += 1;
      return { ...row, turn };
    },
    addChunk: async (_tx: unknown, { rows }: { rows: number }) => void chunks.push(rows),
  } as unknown as DatasetStore;
  const limits = { rows: 1_200, bytes: 1e6, rowBytes: 1_000, columns: 10 };
  const told: number[] = [];
  const intake = new Intake(
    ROW,
    {
      store,
      limits,
      now: () => 0,
      refuseFull: () => undefined,
      stored: (_tenant, bytes) => void stored.push(bytes),
      ...options,
    },
    async (_tx, row) => void told.push(row.rows),
  );
  return { intake, chunks, stored, told };
}

async function* pieces(text: string, size: number, brokenAt = Infinity): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += size) {
    if (at >= brokenAt) throw new Error('aborted');
    yield Buffer.from(text.slice(at, at + size));
  }
}

const lines = (count: number): string =>
  `a\n${Array.from({ length: count }, (_, n) => `row ${n}\n`).join('')}`;

describe('a part that is taken in', () => {
  it('is stored in chunks, counted, and told once, with its end', async () => {
    const { intake, chunks, stored, told } = intakeOf();
    const done = await intake.receive(pieces(lines(1_100), 700), true);

    expect(done).toMatchObject({ state: 'loaded', rows: 1_100, bytes: lines(1_100).length });
    expect(chunks).toEqual([500, 500, 100]);
    expect(stored.reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThan(0);
    expect(told).toEqual([1_100]);
  });

  it('keeps what came whole where the stream breaks, and says that it did', async () => {
    const { intake, chunks, told } = intakeOf();

    await expect(intake.receive(pieces(lines(1_100), 700, 6_000), true)).rejects.toThrow('aborted');
    expect(chunks.length).toBe(2);
    expect(told).toHaveLength(1);
  });

  it.each([
    ['rows', { rows: 600 }, 'it may have 600 rows'],
    ['bytes', { bytes: 5_000 }, 'it may have 5000 bytes'],
  ])('ends where the dataset would have too many %s', async (_what, limit, message) => {
    const limits = { rows: 1_200, bytes: 1e6, rowBytes: 1_000, columns: 10, ...limit };

    await expect(intakeOf({ limits }).intake.receive(pieces(lines(1_100), 700), true)).rejects.toThrow(
      message,
    );
  });

  it('ends where the tenant may store no more', async () => {
    const refuseFull = (): void => {
      throw new HostError('TENANT_QUOTA_REACHED', { subject: 'storedBytes' });
    };

    await expect(intakeOf({ refuseFull }).intake.receive(pieces(lines(3), 4), true)).rejects.toMatchObject({
      code: 'TENANT_QUOTA_REACHED',
    });
  });

  it('ends where another part came meanwhile', async () => {
    await expect(intakeOf({ isMoved: true }).intake.receive(pieces(lines(3), 4), true)).rejects.toMatchObject(
      {
        code: 'CONFLICT',
      },
    );
  });
});
