import fc from 'fast-check';

import { WITH_VITALS, portOfVitals, takeVitals, type Vitals } from '../kit/vitals.js';
import { apiRequests } from './api-requests.js';
import { type Ground, aGround } from './ground.js';
import { hookRequests } from './hook-requests.js';
import { type Finding, Judge } from './judge.js';
import { type Outgoing, type Planned, asCurl } from './planned.js';
import { rawRequests } from './raw-requests.js';
import { type Exchange, Wire, type WireAnswer } from './wire.js';

export interface FuzzPlan {
  readonly requests: number;
  /** The lanes take them in turn. */
  readonly seeds: readonly number[];
  /** Then it ends, however many were sent. */
  readonly withinMs: number;
  /** How often the vitals are taken. */
  readonly looks: number;
}

/** What a run brought to light, and what it did. */
export interface Fuzzed {
  readonly seeds: readonly number[];
  readonly requests: number;
  readonly seconds: number;
  /** How often each operation answered what class of status. */
  readonly operations: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly codes: Readonly<Record<string, number>>;
  readonly vitals: readonly Vitals[];
  readonly findings: readonly string[];
  readonly exitCode: number | null;
}

/** Its senders take longer to set up than as many requests take. */
const MOST_WITHOUT_CORPUS = 5_000;
/** Requests that are under way at the same time. */
const LANES = 8;
/** A finding is made smaller by so many tries at most. */
const SHRINKS = 150;
/** Each of these waits as long as a silence takes. */
const SILENT_SHRINKS = 2;
/** What is found after so many findings is no news. */
const MOST_FINDINGS = 40;

/** What is removed less often than made is made so often and no more: memory could not stay where it is. */
const ENOUGH: Readonly<Record<string, number>> = {
  'POST /v1/connectors': 60,
  'POST /v1/connections': 40,
  'POST /v1/connections/{id}/scopes': 12,
  'POST /v1/mapping-collections': 25,
  'POST /v1/mapping-collections/{id}/clone': 25,
  'POST /v1/mapping-collections/{id}/reverse': 25,
  'POST /v1/translations': 30,
  'POST /v1/receivers': 20,
  'POST /v1/endpoints': 20,
  'POST /v1/triggers': 20,
  'POST /v1/handlers': 20,
  'POST /v1/datasets': 50,
  'POST /v1/portal-links': 25,
  'POST /v1/tenants': 15,
  'POST /v1/tenants/{id}/keys': 60,
  'POST /v1/keys': 60,
  'POST /v1/keys/{id}/rotate': 60,
};
const MOST_THERE = 1_000;
/** These change what they name so that nothing that stands on it works any more. */
const CHANGES = /^(?:DELETE|PATCH|PUT) |\/(?:rotate-key|rotate|pause|suspend|park|cancel)$/;

const KNOWN_LINES = /listens on |^vitals at |^Admin key|^Send a first|^ {2}curl|^and see what|^\{/;

export async function fuzzed(plan: FuzzPlan): Promise<Fuzzed> {
  const lines: string[] = [];
  await using ground = await aGround({
    hasCorpus: plan.requests > MOST_WITHOUT_CORPUS,
    env: WITH_VITALS,
    onLine: (line) => void lines.push(line),
  });
  const run = new Fuzzing(ground, plan, lines);
  // Awaited here: the ground is taken away behind a promise that is only handed on.
  return await run.run();
}

class Fuzzing {
  private readonly judge: Judge;
  private readonly wire: Wire;
  private readonly port: number;
  private readonly names: ReadonlySet<string>;
  private readonly requests: fc.Arbitrary<Planned>;
  private readonly found = new Map<string, { text: string; sent: Outgoing; tries: number }>();
  private readonly operations: Record<string, Record<string, number>> = {};
  private readonly codes: Record<string, number> = {};
  private readonly vitals: Vitals[] = [];
  private sent = 0;
  private endsAt = 0;
  private looked = 0;

  constructor(
    private readonly ground: Ground,
    private readonly plan: FuzzPlan,
    private readonly lines: string[],
  ) {
    this.judge = new Judge(ground.document);
    this.port = Number(new URL(ground.host.url).port);
    this.wire = new Wire(this.port);
    this.names = new Set(this.judge.operations().map(({ name }) => name));
    this.requests = this.allRequests();
  }

  async run(): Promise<Fuzzed> {
    const { plan, ground } = this;
    // What starting and furnishing took is not looked at.
    await takeVitals(portOfVitals(ground.host));
    const began = performance.now();
    this.endsAt = began + plan.withinMs;
    const share = Math.ceil(plan.requests / LANES);
    await Promise.all(Array.from({ length: LANES }, (_, lane) => this.lane(this.seedOf(lane), share)));
    const seconds = Math.round((performance.now() - began) / 1000);
    this.wire.close();
    const exitCode = await ground.host.stop();
    return {
      seeds: plan.seeds,
      requests: this.sent,
      seconds,
      operations: sorted(this.operations),
      codes: sorted(this.codes),
      vitals: this.vitals,
      findings: [...this.findingsOfRequests(), ...this.findingsInTheLog()],
      exitCode,
    };
  }

  private seedOf(lane: number): number {
    const { seeds } = this.plan;
    return (seeds[lane % seeds.length] ?? 0) + Math.floor(lane / seeds.length) * 1_000_003;
  }

  /** Goes on behind a finding with another seed, until its share is sent. */
  private async lane(seed: number, share: number): Promise<void> {
    for (let left = share, at = seed; left > 0; at += 1) {
      const property = fc.asyncProperty(this.requests, (planned) => this.attempt(planned));
      const interruptAfterTimeLimit = Math.max(1, this.endsAt - performance.now());
      const { numRuns, failed, interrupted } = await fc.check(property, {
        seed: at,
        numRuns: left,
        interruptAfterTimeLimit,
      });
      if (interrupted) return;
      left -= numRuns;
      if (failed && this.found.size > MOST_FINDINGS) return;
      if (this.ground.host.isGone) return;
    }
  }

  private allRequests(): fc.Arbitrary<Planned> {
    const { ground, judge } = this;
    const material = {
      document: ground.document,
      pool: ground.pool,
      taken: ground.taken,
      keys: ground.keys,
      mayChange: (operation: string, method: string, url: string) => this.mayChange(operation, method, url),
    };
    const operations = judge
      .operations()
      .map(({ name, operation }) => ({ weight: 1, arbitrary: apiRequests(name, operation, material) }));
    const paths = [
      '/v1/connections',
      '/v1/hooks?limit=1',
      '/healthz',
      '/openapi.json',
      '/v1/nothing',
      ...ground.seeds.slice(0, 3).map(({ address }) => address.path),
    ];
    return fc.oneof(
      ...operations,
      { weight: Math.ceil(operations.length / 4), arbitrary: hookRequests(ground.seeds) },
      { weight: Math.ceil(operations.length / 10), arbitrary: rawRequests(paths, ground.keys.viewer) },
    );
  }

  private mayChange(operation: string, method: string, url: string): boolean {
    if (this.taken(operation) >= (ENOUGH[operation] ?? Infinity)) return false;
    // Where more went than came, nothing would be left to reach what hangs on it.
    const made = this.makes(operation);
    if (made !== undefined && this.taken(operation) >= this.taken(made) / 2) return false;
    if (!CHANGES.test(`${method} ${url}`)) return true;
    return !url.split('/').some((part) => this.ground.core.has(part));
  }

  /** What makes the things that an operation removes, where one operation does. */
  private makes(operation: string): string | undefined {
    const [, collection, id] = /^DELETE (\/v1\/[\w-]+)(\/\{\w+\})$/.exec(operation) ?? [];
    return [`POST ${collection}`, `PUT ${collection}${id}`].find((name) => this.names.has(name));
  }

  private taken(operation: string): number {
    return this.operations[operation]?.['2xx'] ?? 0;
  }

  private async attempt(planned: Planned): Promise<void> {
    const sent = planned.outgoing();
    const exchange = await this.wire.send(sent);
    this.count(sent, exchange);
    await this.maybeLook();
    const finding = this.judge.finding(sent, exchange) ?? this.whyGone(sent);
    if (finding && this.isNews(finding, sent)) throw new Error(finding.text);
  }

  /** What is known, and what was made smaller often enough, is taken for fine: the search goes on behind it. */
  private isNews({ kind, text }: Finding, sent: Outgoing): boolean {
    const known = this.found.get(kind) ?? { text, sent, tries: 0 };
    if (known.tries === 0)
      process.stdout.write(`found: ${sent.name}: ${text.slice(0, 600)}\n${asCurl(sent, this.port)}\n`);
    if (sizeOf(sent) < sizeOf(known.sent)) Object.assign(known, { sent, text });
    known.tries += 1;
    this.found.set(kind, known);
    return known.tries < (kind.startsWith('silent') ? SILENT_SHRINKS : SHRINKS);
  }

  private whyGone(sent: Outgoing): Finding | null {
    return this.ground.host.isGone ? { kind: 'gone', text: `the host is gone, after ${sent.name}` } : null;
  }

  private count(sent: Outgoing, { answers, end }: Exchange): void {
    this.sent += 1;
    const counts = (this.operations[sent.name] ??= {});
    const [answer] = answers;
    const outcome = answer ? `${Math.floor(answer.status / 100)}xx` : end;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    this.learn(sent, answer);
  }

  private learn({ url }: Outgoing, answer: WireAnswer | undefined): void {
    if (!answer?.headers['content-type']?.includes('json') || answer.body.length > 200_000) return;
    const body = parsed(answer.body);
    if (answer.status >= 400) {
      const code = `${answer.status} ${(body as { code?: string } | null)?.code ?? '?'}`;
      this.codes[code] = (this.codes[code] ?? 0) + 1;
    } else if (answer.status < 300) this.ground.pool.harvest(body, url.split('/')[3]?.split('?')[0]);
  }

  private async maybeLook(): Promise<void> {
    if (this.sent - this.looked < this.plan.requests / this.plan.looks) return;
    this.looked = this.sent;
    this.forgetThere();
    this.vitals.push(await takeVitals(portOfVitals(this.ground.host)));
  }

  /** The partner keeps whatever it is given, and lists all of it: each poll would be larger than the one before. */
  private forgetThere(): void {
    const { partner } = this.ground;
    partner.calls.splice(0);
    partner.writes.splice(0);
    for (const { id } of partner.records('orders').slice(MOST_THERE)) partner.remove('orders', String(id));
  }

  private findingsOfRequests(): string[] {
    return [...this.found.values()].map(
      ({ text, sent, tries }) => `${sent.name} (${tries} times) ${text}\n    ${asCurl(sent, this.port)}`,
    );
  }

  /** Error lines, each kind once, and whatever is no line of the log. */
  private findingsInTheLog(): string[] {
    const kinds = new Map<string, string>();
    for (const line of this.lines) {
      const isError = /"level":"?(?:50|60|error|fatal)/.test(line);
      if (!isError && KNOWN_LINES.test(line)) continue;
      kinds.set(/"message":"(.{0,60})/.exec(line)?.[1] ?? line.slice(0, 80), line);
    }
    return [...kinds.values()].map((line) => `in the log: ${line.slice(0, 1_500)}`);
  }
}

function sizeOf({ chunks }: Outgoing): number {
  return chunks.reduce((size, { length }) => size + length, 0);
}

function sorted<T>(counts: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
