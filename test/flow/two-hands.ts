import { eventually } from '../kit/eventually.js';
import type { HostProcess } from '../kit/host-process.js';
import { openWork, readHistory, readHub, type HubChangeFact } from '../kit/ledger-facts.js';
import type { Fields, SimulatedSystem } from '../kit/simulated-system.js';

/** What one record came to, everywhere. */
export interface Ended {
  readonly sku: string;
  readonly record: number;
  readonly hub: Fields;
  readonly east: Fields;
  readonly west: Fields;
  readonly history: readonly HubChangeFact[];
}

/** Products that two systems hold, whose people change them before either has heard of the other. */
export class TwoHands {
  constructor(
    private readonly host: HostProcess,
    readonly east: SimulatedSystem,
    readonly west: SimulatedSystem,
  ) {}

  /** Made in the east, by the host in the west. */
  async hold(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1)
      this.east.create(`first-${n}`, { sku: `sku-${n}`, name: `Product ${n}`, status: 'new' });
    await this.atRest();
  }

  /** Both say another name of every product, and each a field of its own; nobody hears of it yet. */
  editInSilence(): void {
    for (const system of [this.east, this.west]) system.keepSilent();
    for (const { id, sku } of this.east.records)
      this.east.edit(String(id), { name: `${String(sku)} of the east`, description: 'east' });
    for (const { id, sku } of this.west.records)
      this.west.edit(String(id), { name: `${String(sku)} of the west`, category: 'west' });
  }

  /** Both tell at the same time, as far as a machine can. */
  tellAtOnce(): void {
    this.east.tell();
    this.west.tell();
  }

  async atRest(withinMs = 300_000): Promise<void> {
    const moves = (): number =>
      [this.east, this.west].reduce((sum, { written, delivered }) => sum + written + delivered, 0);
    const isQuiet = (): boolean => this.east.pending + this.west.pending === 0;
    await eventually(async () => {
      const before = moves();
      return isQuiet() && (await openWork(this.host)) === 0 && isQuiet() && moves() === before;
    }, withinMs);
  }

  /** Records with a live link in each system. */
  async ends(): Promise<Ended[]> {
    const { records, links } = await readHub(this.host);
    const histories = await readHistory(this.host);
    return [...records].map(([record, hub]) => {
      const ids = links.filter((link) => link.record === record).map(({ externalId }) => externalId);
      const inWest = ids.find((id) => id.startsWith('west-')) ?? '';
      const inEast = ids.find((id) => id !== inWest) ?? '';
      return {
        sku: String(hub['sku']),
        record,
        hub,
        east: this.east.record(inEast),
        west: this.west.record(inWest),
        history: histories.get(record) ?? [],
      };
    });
  }
}

/** The name each system said, whatever became of it: taken in by a change, or not taken. */
export function namesHeard({ history }: Ended): string[] {
  const taken = history.flatMap(({ changed }) => (changed['name'] ? [String(changed['name'][1])] : []));
  const refused = history.flatMap(({ changed }) =>
    changed['name (not taken)'] ? [String(changed['name (not taken)'][0])] : [],
  );
  return [...taken, ...refused];
}

/** What differs from how all should have ended; empty when all is well. */
export function wrongIn(ends: readonly Ended[], nameOf: (end: Ended) => string): string[] {
  return ends.flatMap((end) => {
    const wanted = { name: nameOf(end), description: 'east', category: 'west', status: 'new' };
    return Object.entries({ hub: end.hub, east: end.east, west: end.west }).flatMap(([where, holds]) =>
      Object.entries(wanted)
        .filter(([field, value]) => holds[field] !== value)
        .map(([field, value]) => `${end.sku} ${where}: ${field} is ${String(holds[field])}, not ${value}`),
    );
  });
}
