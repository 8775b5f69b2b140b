import { eventually } from '../kit/eventually.js';
import type { HostProcess } from '../kit/host-process.js';
import { openWork, readHub } from '../kit/ledger-facts.js';
import type { Random } from '../kit/seeded.js';
import type { Fields, SimulatedSystem } from '../kit/simulated-system.js';

/** Which fields the people of a system change; contended ones are changed everywhere. */
export interface Owned {
  readonly system: SimulatedSystem;
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
}

export interface EditPlan {
  readonly changes: number;
  readonly perSecond: number;
}

const CONTENDED = 'status';
/** Twenty rewrites of one record in ten minutes are taken for a loop (S5.5). */
const MOST_PER_RECORD = 15;
const BATCH_MS = 20;

/** Products that several systems hold, and what their people last said of them. */
export class SharedProducts {
  /** By SKU, the id in each system. */
  private readonly ids = new Map<string, ReadonlyMap<SimulatedSystem, string>>();
  /** By SKU and field, what its owner holds after the last edit. */
  private readonly last = new Map<string, { readonly owner: SimulatedSystem; value: unknown }>();
  private counter = 0;

  private constructor(
    private readonly host: HostProcess,
    private readonly owned: readonly Owned[],
    private readonly random: Random,
  ) {}

  /** Made in the first system, by the host in all others. */
  static async make(
    host: HostProcess,
    owned: readonly Owned[],
    options: { readonly count: number; readonly random: Random },
  ): Promise<SharedProducts> {
    const products = new SharedProducts(host, owned, options.random);
    const [first] = owned;
    for (let n = 0; n < options.count; n += 1)
      first?.system.create(`first-${n}`, { sku: `sku-${n}`, name: `Product ${n}`, status: 'new' });
    await products.atRest();
    await products.readIds();
    return products;
  }

  private get systems(): SimulatedSystem[] {
    return this.owned.map(({ system }) => system);
  }

  /**
   * People of all systems change what is theirs, and now and then what is everybody's, at a steady rate. Says what rate
   * the machine gave.
   */
  async edited({ changes, perSecond }: EditPlan): Promise<void> {
    const skus = [...this.ids.keys()];
    const perRecord = new Map<string, number>();
    const begun = performance.now();
    for (let made = 0; made < changes;) {
      const sku = this.pick(skus);
      const count = perRecord.get(sku) ?? 0;
      if (count >= MOST_PER_RECORD) continue;
      perRecord.set(sku, count + 1);
      this.editOne(sku);
      made += 1;
      const ahead = (made * 1_000) / perSecond - (performance.now() - begun);
      if (ahead > BATCH_MS) await new Promise((resolve) => setTimeout(resolve, ahead));
    }
    const seconds = (performance.now() - begun) / 1_000;
    process.stdout.write(
      `${changes} changes of ${skus.length} records in ${this.systems.length} systems, ` +
        `${(changes / seconds).toFixed(1)} a second\n`,
    );
  }

  /** Everybody changes the same field of every product before anybody has heard of the others. */
  contended(): ReadonlyMap<string, ReadonlySet<unknown>> {
    const said = new Map<string, Set<unknown>>();
    for (const [sku, ids] of this.ids) {
      said.set(sku, new Set());
      for (const [system, id] of ids) {
        this.counter += 1;
        system.edit(id, { [CONTENDED]: `s${this.counter}` });
        said.get(sku)?.add(system.record(id)[CONTENDED]);
      }
    }
    return said;
  }

  /** No hook under way, nothing open in the host: nobody will write again. */
  async atRest(withinMs = 600_000): Promise<void> {
    await eventually(async () => {
      const before = this.moves();
      if (this.systems.some(({ pending }) => pending > 0)) return false;
      if ((await openWork(this.host)) > 0) return false;
      return this.systems.every(({ pending }) => pending === 0) && this.moves() === before;
    }, withinMs);
  }

  /** What somebody changed last and does not hold everywhere, in words; empty when all is well. */
  async differences(allowed: ReadonlyMap<string, ReadonlySet<unknown>> = new Map()): Promise<string[]> {
    const { records } = await readHub(this.host);
    const wrong: string[] = [];
    const bySku = new Map([...records.values()].map((data) => [String(data['sku']), data]));
    for (const [sku, ids] of this.ids) {
      const hub = bySku.get(sku) ?? {};
      for (const field of this.fields()) {
        const known = this.last.get(`${sku} ${field}`);
        if (known && hub[field] !== known.value)
          wrong.push(`${sku} ${field}: the hub has ${text(hub[field])}, last said was ${text(known.value)}`);
        for (const [system, id] of ids) {
          const there = system.record(id)[field];
          const wanted = kept(system, { [field]: hub[field] })[field];
          if (there !== wanted)
            wrong.push(`${sku} ${field}: ${system.ways.name} has ${text(there)}, not ${text(wanted)}`);
        }
      }
      const end = hub[CONTENDED];
      const said = allowed.get(sku);
      if (said && !said.has(end)) wrong.push(`${sku}: nobody said ${text(end)} last`);
    }
    return wrong;
  }

  /** Writes of the host into all systems. */
  written(): number {
    return this.systems.reduce((sum, { written }) => sum + written, 0);
  }

  private fields(): string[] {
    return [...this.owned.flatMap(({ texts, numbers }) => [...texts, ...numbers]), CONTENDED];
  }

  private moves(): number {
    return this.systems.reduce((sum, { written, delivered }) => sum + written + delivered, 0);
  }

  private editOne(sku: string): void {
    const { system, texts, numbers } = this.pick(this.owned);
    const id = this.ids.get(sku)?.get(system) ?? '';
    this.counter += 1;
    if (this.random.below(5) === 0) return system.edit(id, { [CONTENDED]: `s${this.counter}` });
    const field = this.pick([...texts, ...numbers]);
    const value = numbers.includes(field)
      ? this.counter + this.random.below(10_000) / 10_000
      : `${this.counter} ${'and so on '.repeat(4)}`;
    system.edit(id, { [field]: value });
    this.last.set(`${sku} ${field}`, { owner: system, value: system.record(id)[field] });
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.random.below(from.length)] as T;
  }

  private async readIds(): Promise<void> {
    const { records, links } = await readHub(this.host);
    const byRecord = new Map<number, Map<SimulatedSystem, string>>();
    for (const { record, externalId } of links) {
      const [first] = this.systems;
      const system = this.systems.find(({ ways }) => externalId.startsWith(`${ways.name.toLowerCase()}-`));
      const at = byRecord.get(record) ?? new Map<SimulatedSystem, string>();
      at.set(system ?? (first as SimulatedSystem), externalId);
      byRecord.set(record, at);
    }
    for (const [record, ids] of byRecord) this.ids.set(String(records.get(record)?.['sku']), ids);
  }
}

function kept(system: SimulatedSystem, fields: Fields): Fields {
  return system.ways.keeps?.({ ...fields }) ?? fields;
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
