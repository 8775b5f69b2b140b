import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { openWork } from '../kit/ledger-facts.js';
import { SimulatedSystem, type Fields } from '../kit/simulated-system.js';

interface Transfer {
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
}

interface Suspicion extends Transfer {
  readonly result: {
    readonly reason: string;
    readonly loop: { readonly fields: string[]; readonly connections: string[]; readonly rewrites: number };
  };
}

describe('two systems whose automations rewrite a record against each other', () => {
  let host: HostProcess;
  let east: SimulatedSystem;
  let west: SimulatedSystem;
  let isWestStubborn = true;

  beforeAll(async () => {
    host = await HostProcess.start();
    east = await SimulatedSystem.start(host, { name: 'East', automation: rewriting(upper) });
    const asItLikes = (name: string): string => (isWestStubborn ? lower(name) : name);
    west = await SimulatedSystem.start(host, { name: 'West', automation: rewriting(asItLikes) });
  }, 60_000);
  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await Promise.all([east, west].map((system) => system[Symbol.asyncDispose]()));
  });

  it('are held, with the field and the systems named; another record goes on', async () => {
    east.create('calm', { sku: 'calm', name: '4711' });
    east.create('loud', { sku: 'loud', name: 'Chair' });

    const held = await suspicion();

    expect(held.result.reason).toMatch(
      /^(East, West|West, East) rewrote name of one record 21 times in 10 minutes/,
    );
    expect(held.result.loop).toMatchObject({ fields: ['name'], rewrites: 21 });
    expect(new Set(held.result.loop.connections)).toEqual(new Set([east.connection, west.connection]));
    east.edit('calm', { name: '4712' });
    await eventually(() => westOnes().some(({ name }) => name === '4712'), 20_000);
    expect(await suspicion()).toMatchObject({ id: held.id, state: 'held' });
  }, 60_000);

  it('a person lets it through once: nothing was mended, and it is held again', async () => {
    const written = east.written + west.written;
    await host.admin.post(`/v1/transfers/${(await suspicion()).id}/release`);

    const again = await suspicion(() => east.written + west.written > written);

    expect(again.result.loop).toMatchObject({ fields: ['name'] });
    expect(east.written + west.written - written).toBeLessThan(4);
  }, 60_000);

  it('once one of them is mended, they release it and all come to rest, equal', async () => {
    isWestStubborn = false;
    west.edit(String(loudInWest()['id']), { name: 'Chair' });

    await eventually(async () => {
      const [held] = await heldOnes();
      if (held) await host.admin.post(`/v1/transfers/${held.id}/release`);
      return east.pending + west.pending === 0 && (await openWork(host)) === 0;
    }, 40_000);

    expect([east.record('loud')['name'], loudInWest()['name']]).toEqual(['CHAIR', 'CHAIR']);
  }, 60_000);

  async function heldOnes(): Promise<Transfer[]> {
    return (await host.admin.get<{ items: Transfer[] }>('/v1/transfers?state=held')).items;
  }

  /** The one that is held, once no hook is under way. */
  async function suspicion(isReady = () => true): Promise<Suspicion> {
    return eventually(async () => {
      const held = await heldOnes();
      if (held.length !== 1 || east.pending + west.pending > 0 || !isReady()) return undefined;
      expect(held).toMatchObject([{ code: 'loop-suspected' }]);
      return host.admin.get<Suspicion>(`/v1/transfers/${held[0]?.id}`);
    }, 40_000);
  }

  function westOnes(): Fields[] {
    return west.records;
  }

  function loudInWest(): Fields {
    return westOnes().find(({ sku }) => sku === 'loud') ?? {};
  }
});

/** An automation that says a name its own way. */
function rewriting(say: (name: string) => string): (record: Fields) => Fields | null {
  return ({ name }) => {
    const said = say(String(name));
    return said === name ? null : { name: said };
  };
}

function upper(name: string): string {
  return name.toUpperCase();
}

function lower(name: string): string {
  return name.toLowerCase();
}
