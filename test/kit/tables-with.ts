import { SystemClock } from '../../src/clock/index.js';
import { openStore } from '../../src/store/index.js';
import { everyRow } from './every-row.js';
import type { HostProcess } from './host-process.js';

/** The tables of a host that hold a text, in whatever column; the host must not run. */
export async function tablesWith(host: HostProcess, text: string): Promise<string[]> {
  const place = host.databaseUrl;
  const clock = new SystemClock();
  const store = await openStore(
    place === undefined
      ? { engine: 'sqlite', dataDir: host.dataDir, clock }
      : { engine: 'postgres', url: place, clock },
  );
  try {
    const asText = (_key: string, value: unknown): unknown =>
      isBytes(value) ? Buffer.from(value.data).toString() : value;
    return Object.entries(await everyRow(store)).flatMap(([table, rows]) =>
      JSON.stringify(rows, asText).includes(text) ? [table] : [],
    );
  } finally {
    await store.close();
  }
}

function isBytes(value: unknown): value is { readonly data: readonly number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
}
