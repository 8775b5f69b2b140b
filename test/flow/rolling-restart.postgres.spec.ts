import { randomBytes } from 'node:crypto';

import { anEmptyPostgresDatabase, whyNoPostgres } from '../kit/databases.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addDestination, addShop } from '../kit/yard.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED a rolling restart: ${missing}\n`);

const RECORDS = 12;
/** How often the balancer asks each process whether it is ready: far more often than a host goes on after saying no. */
const PROBE_MS = 50;
const GRACE_MS = 3_000;

(missing ? describe.skip : describe)('two processes behind a load balancer', () => {
  const cleanUp = new AsyncDisposableStack();
  let partner: FakePartner;
  let hosts: HostProcess[];
  let hookPath: string;

  beforeAll(async () => {
    const database = await anEmptyPostgresDatabase();
    cleanUp.defer(() => database.drop());
    partner = cleanUp.use(await fakePartner());
    const env = {
      HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64'),
      HOOKYARD_STOP_GRACE_MS: String(GRACE_MS),
    };
    const start = async (): Promise<HostProcess> =>
      cleanUp.use(await HostProcess.start({ databaseUrl: database.url, env }));
    const first = await start();
    hosts = [first, await start()];
    const shop = await addShop(first);
    await addDestination(first, partner);
    hookPath = new URL(shop.hookUrl).pathname;
  }, 90_000);
  afterAll(() => cleanUp.disposeAsync());

  it('are restarted one after the other under load, and no sender is refused, nothing is lost, doubled or reordered', async () => {
    const balancer = new Balancer(hosts);
    const answers = new Map<number, number>();
    const revisions = new Map<string, number>();
    let isSending = true;
    const sender = async (id: string): Promise<void> => {
      for (let revision = 1; isSending; revision += 1) {
        const topic = revision === 1 ? 'order/created' : 'order/updated';
        const status = await sendShopHook(
          `${balancer.next()}${hookPath}`,
          aShopHook({ topic, id, revision }),
        );
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (status === 200) revisions.set(id, revision);
      }
    };
    const senders = Promise.all(Array.from({ length: RECORDS }, (_, n) => sender(String(100 + n))));

    for (const host of hosts) {
      const before = answers.get(200) ?? 0;
      await host.stop();
      await host.start();
      await eventually(() => balancer.isReady(host) && (answers.get(200) ?? 0) > before + 50, 60_000);
    }
    isSending = false;
    await senders;
    balancer.stop();

    await eventually(
      () =>
        [...revisions].every(([id, revision]) =>
          partner
            .records('orders')
            .some((order) => order['number'] === `#${id}` && order['revision'] === revision),
        ),
      60_000,
    );
    expect([...answers.keys()]).toEqual([200]);
    expect(partner.records('orders')).toHaveLength(RECORDS);
    expect(reordered(partner.writes)).toEqual([]);
  }, 180_000);
});

/** Asks every process again and again, and sends to those that said yes last, in turn. */
class Balancer {
  private readonly ready = new Set<HostProcess>();
  private readonly timer: NodeJS.Timeout;
  private turn = 0;

  constructor(private readonly hosts: readonly HostProcess[]) {
    for (const host of hosts) this.ready.add(host);
    this.timer = setInterval(() => void this.probe(), PROBE_MS);
  }

  isReady(host: HostProcess): boolean {
    return this.ready.has(host);
  }

  next(): string {
    const ready = this.hosts.filter((host) => this.ready.has(host));
    this.turn += 1;
    return (ready[this.turn % ready.length] ?? (this.hosts[0] as HostProcess)).url;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async probe(): Promise<void> {
    for (const host of this.hosts) {
      const status = await fetch(`${host.url}/readyz`).then(
        (told) => told.status,
        () => 0,
      );
      if (status === 200) this.ready.add(host);
      else this.ready.delete(host);
    }
  }
}

/** Records whose revision ever went down. */
function reordered(writes: FakePartner['writes']): string[] {
  const last = new Map<string, number>();
  const wrong = new Set<string>();
  for (const { id, data } of writes) {
    const revision = (data as { revision?: number } | null)?.revision ?? 0;
    if (revision < (last.get(id) ?? 0)) wrong.add(id);
    last.set(id, revision);
  }
  return [...wrong];
}
