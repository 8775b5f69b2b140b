import fc from 'fast-check';

import type { ApiDocument, ApiOperation } from '../kit/described.js';
import { type Schema, type Schemas, changed, valueOf } from './bodies.js';
import { FRAMINGS, type Framing, type Planned, framed } from './planned.js';
import { Family, type Pool } from './pool.js';
import { jsonOf } from './raw-json.js';
import { idOf, nasty, nastyText } from './values.js';

export interface ApiMaterial {
  readonly document: ApiDocument;
  readonly pool: Pool;
  /** Bodies that were taken, by operation. */
  readonly taken: ReadonlyMap<string, readonly unknown[]>;
  /** Keys by who has them; the one of a stranger sees nothing of what the others have. */
  readonly keys: Readonly<Record<Holder, string>>;
  /** False where the call must not succeed, whatever it says. */
  readonly mayChange: (operation: string, method: string, url: string) => boolean;
}

export type Holder = 'admin' | 'operator' | 'developer' | 'viewer' | 'ingest' | 'stranger';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}

/** What stands behind a collection in a path. */
const KIND_OF_SEGMENT: Readonly<Record<string, string>> = {
  connectors: 'connector',
  receivers: 'rcv',
  connections: 'con',
  scopes: 'scp',
  schedules: 'sch',
  initialize: 'type',
  syncs: 'syn',
  reconciles: 'rcn',
  replays: 'rpl',
  'mapping-collections': 'map',
  versions: 'version',
  translations: 'trl',
  hooks: 'hok',
  transfers: 'req',
  records: 'rec',
  'record-types': 'type',
  links: 'lnk',
  duplicates: 'dup',
  suggestions: 'suggestion',
  'match-rules': 'mru',
  merges: 'mrg',
  keys: 'key',
  tenants: 'ten',
  audit: 'aud',
  endpoints: 'ep',
  triggers: 'trg',
  deliveries: 'sequence',
  handlers: 'hdl',
  decisions: 'dec',
  'event-types': 'event',
  datasets: 'dst',
  rows: 'row',
  imports: 'imp',
  'portal-links': 'pl',
  callbacks: 'callback',
};

/** Of many few can do this, and are asked to more often than chance would have it. */
const WHO_CAN: Readonly<Record<string, string>> = {
  '/v1/connections/{id}/authorize': 'granted',
  '/v1/connections/{id}/upgrade': 'upgradable',
  '/v1/connections/{id}/roll-back': 'upgradable',
  '/v1/connections/{id}/subscriptions': 'registering',
  '/v1/mapping-collections/{id}/resync': 'resynced',
};

const HOLDERS: fc.Arbitrary<Holder | 'nobody' | 'nonsense'> = fc.oneof(
  { weight: 14, arbitrary: fc.constant('admin' as const) },
  { weight: 3, arbitrary: fc.constant('stranger' as const) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'operator' as const,
      'developer' as const,
      'viewer' as const,
      'ingest' as const,
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('nobody' as const, 'nonsense' as const) },
);

const FRAMING: fc.Arbitrary<Framing> = fc.oneof(
  { weight: 60, arbitrary: fc.constant('whole' as const) },
  { weight: 3, arbitrary: fc.constantFrom('chunked' as const, 'pieces' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...FRAMINGS) },
);

const TYPE: fc.Arbitrary<string | undefined> = fc.oneof(
  { weight: 40, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'text/plain',
      'application/xml',
      'application/json; charset=utf-16',
      'application/json;charset="',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/vnd.x+json',
      'APPLICATION/JSON',
      'a/b/c',
      'x'.repeat(2_000),
    ),
  },
);

const HEADERS: fc.Arbitrary<readonly (readonly [string, string])[]> = fc.oneof(
  { weight: 30, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<readonly (readonly [string, string])[]>(
      [['content-encoding', 'gzip']],
      [['content-encoding', 'klingon']],
      [['accept', 'text/event-stream']],
      [['accept', 'image/png']],
      [['accept-encoding', 'gzip, br;q=0']],
      [['expect', '100-continue']],
      [['x-http-method-override', 'DELETE']],
      [['x-forwarded-for', '1.2.3.4, ::1']],
      [['range', 'bytes=0-1']],
      [['last-event-id', '\u00ff'.repeat(100)]],
      [['cookie', '__proto__=1; a=\u00e9']],
      [
        ['authorization', 'Bearer a'],
        ['authorization', 'Basic YTpi'],
      ],
      [['origin', 'null']],
      [['if-none-match', '*']],
      [['if-none-match', 'W/"x", "y"']],
      [['traceparent', '00-xyz']],
    ),
  },
);

const IF_MATCH = fc.constantFrom('*', '"x"', 'W/"x"', '"a", "b"', '', '""', 'x', '"\u00e9"', ','.repeat(500));
const IDEMPOTENCY = fc.oneof(
  fc.nat(400).map((number) => `fuzz-${number}`),
  fc.constantFrom('', ' ', 'x'.repeat(255), 'x'.repeat(256), '\u00e9', 'a b'),
);

type Change = { readonly at: number; readonly how: 'cut' | 'put' | 'drop'; readonly text: string };

/** What no value can say: text that is no JSON, or no text. */
const TEXT_CHANGE: fc.Arbitrary<Change | undefined> = fc.oneof(
  { weight: 15, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      how: fc.constantFrom('cut' as const, 'put' as const, 'drop' as const),
      text: fc.constantFrom(
        'NaN',
        '\0',
        ',',
        '}',
        '"',
        '\\ud800',
        '\u00ff\u00fe',
        '{"a":1,"a":2}',
        '['.repeat(50_000),
        ' '.repeat(10_000),
        '//',
      ),
    }),
  },
);

/** Requests of one operation, from such as should succeed to such as nobody should send. */
export function apiRequests(
  name: string,
  operation: ApiOperation,
  material: ApiMaterial,
): fc.Arbitrary<Planned> {
  const [method = '', path = ''] = name.split(' ');
  const parameters = operation.parameters as readonly Parameter[];
  const needsBody = operation.requestBody !== undefined;
  return fc
    .record({
      holder: HOLDERS,
      segments: segmentsOf(path, material.pool),
      query: queryOf(parameters, material),
      headers: HEADERS,
      ifMatch: oneOf(operation['x-hookyard-if-match'] ? 8 : 60, IF_MATCH),
      key: oneOf(operation['x-hookyard-idempotency'] ? 8 : 60, IDEMPOTENCY),
      body: needsBody ? bodyOf(name, operation, material) : rarely(nasty),
      change: TEXT_CHANGE,
      type: TYPE,
      framing: FRAMING,
    })
    .map((made) => ({
      name,
      outgoing: () => {
        const url = made.segments.map(String).join('') + queryText(made.query);
        const holder = material.mayChange(name, method, url) ? made.holder : 'viewer';
        const [usual = 'application/json'] = Object.keys(operation.requestBody?.content ?? {});
        const isText = typeof made.body === 'string' && !usual.includes('json');
        const text = isText ? String(made.body) : jsonOf(made.body);
        const body = made.body === NO_BODY ? null : changedText(text, made.change);
        return framed({
          name,
          method,
          url,
          headers: [
            ...(body === null ? [] : ([['content-type', made.type ?? usual]] as const)),
            ...authorization(holder, material),
            ...(made.ifMatch === undefined ? [] : ([['if-match', made.ifMatch]] as const)),
            ...(made.key === undefined ? [] : ([['idempotency-key', made.key]] as const)),
            ...made.headers,
          ],
          body,
          framing: made.framing,
        });
      },
    }));
}

const NO_BODY = Symbol('no body');

/** Once in so many, otherwise nothing. */
function oneOf<T>(many: number, values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: many - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values });
}

function rarely(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 25, arbitrary: fc.constant(NO_BODY) }, { weight: 1, arbitrary: values });
}

function bodyOf(
  name: string,
  { requestBody }: ApiOperation,
  { document, pool, taken }: ApiMaterial,
): fc.Arbitrary<unknown> {
  const [media] = Object.values(requestBody?.content ?? {});
  const schema = (media?.schema ?? {}) as Schema;
  const schemas = document.components.schemas as Schemas;
  const by = (evil: number): fc.Arbitrary<unknown> => valueOf(schema, { schemas, pool, evil });
  const known = taken.get(name) ?? [];
  return fc.oneof(
    ...known.map((fine) => ({ weight: 6, arbitrary: changed(fine) })),
    { weight: 6, arbitrary: by(0) },
    { weight: 4, arbitrary: by(1) },
    { weight: 2, arbitrary: by(6) },
    { weight: 1, arbitrary: rarely(nasty) },
  );
}

type Segment = string | { toString(): string };

/** Of two ids in a path the second belongs to the first, more often than chance would have it. */
function segmentsOf(path: string, pool: Pool): fc.Arbitrary<readonly Segment[]> {
  const strangers = fc.tuple(...strangersOf(path, pool));
  const [before, parent, between, child, behind = ''] = path.split(/\{(\w+)\}/);
  if (before === undefined || between === undefined || !parent || !child || between === '/') return strangers;
  const kinds = { parent: kindBehind(before), child: kindBehind(between) };
  const families = fc.noBias(fc.nat(4_095)).map((number) => {
    const family = new Family(pool, kinds, number);
    return [
      { toString: () => [before, escaped(family.parent), between, escaped(family.child), behind].join('') },
    ];
  });
  return fc.oneof({ weight: 2, arbitrary: families }, { weight: 1, arbitrary: strangers });
}

function kindBehind(path: string): string {
  return KIND_OF_SEGMENT[path.split('/').findLast((part) => part !== '') ?? ''] ?? 'xyz';
}

function strangersOf(path: string, pool: Pool): fc.Arbitrary<Segment>[] {
  const parts = path.split('/').slice(1);
  return parts.flatMap((part, at) => {
    if (!part.startsWith('{')) return [fc.constant(`/${part}`)];
    const before = parts[at - 1] ?? '';
    const kind = before === '{type}' ? 'decision' : (KIND_OF_SEGMENT[before] ?? 'xyz');
    const able = WHO_CAN[path];
    const ids = able === undefined ? idOf(pool, kind) : fc.oneof(idOf(pool, able), idOf(pool, kind));
    const encoded = ids.map((id) => ({ toString: () => escaped(String(id)) }));
    const odd = fc.constantFrom(
      '%zz',
      '%ff',
      '%00',
      '%C0%AF',
      '..',
      '.',
      '',
      '%2F',
      '\u00e9',
      ';a=b',
      '*',
      '%',
    );
    return [fc.constant('/'), fc.oneof({ weight: 30, arbitrary: encoded }, { weight: 1, arbitrary: odd })];
  });
}

type Query = readonly (readonly [string, unknown])[];

function queryOf(parameters: readonly Parameter[], { document, pool }: ApiMaterial): fc.Arbitrary<Query> {
  const schemas = document.components.schemas as Schemas;
  const named = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) =>
      fc.option(
        fc
          .oneof(
            { weight: 5, arbitrary: valueOf(schema ?? {}, { schemas, pool, evil: 0 }, name) },
            { weight: 1, arbitrary: nasty },
          )
          .map((value) => [name, value] as const),
        { nil: undefined, freq: 2 },
      ),
    );
  const names = parameters.map(({ name }) => name);
  const odd = fc.tuple(
    fc.constantFrom(
      ...names,
      ...names.map((name) => `${name}[]`),
      '__proto__',
      'constructor',
      'a[b]',
      '',
      'limit',
      'cursor',
    ),
    nastyText,
  );
  const more = fc.oneof(
    { weight: 12, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(odd, { minLength: 1, maxLength: 3 }) },
  );
  return fc
    .tuple(fc.tuple(...named), more)
    .map(([first, second]) => [...first.filter((one) => one !== undefined), ...second]);
}

function queryText(query: Query): string {
  if (query.length === 0) return '';
  return `?${query.map(([name, value]) => `${escaped(name)}=${escaped(plain(value)).slice(0, 6_000)}`).join('&')}`;
}

function plain(value: unknown): string {
  return typeof value === 'object' && value !== null ? jsonOf(value).replaceAll(/^"|"$/g, '') : String(value);
}

/** Lone surrogates become what UTF-8 has for them; a target that is longer than any header may be is cut. */
function escaped(text: string): string {
  return encodeURIComponent(text.slice(0, 3_000).toWellFormed());
}

function authorization(
  holder: Holder | 'nobody' | 'nonsense',
  { keys }: ApiMaterial,
): readonly (readonly [string, string])[] {
  if (holder === 'nobody') return [];
  if (holder === 'nonsense') return [['authorization', 'Bearer \u00ffnonsense nonsense']];
  return [['authorization', `Bearer ${keys[holder]}`]];
}

function changedText(text: string, change: Change | undefined): Buffer {
  if (!change) return Buffer.from(text);
  const at = Math.floor(change.at * text.length);
  switch (change.how) {
    case 'cut':
      return Buffer.from(text.slice(0, at));
    case 'drop':
      return Buffer.from(text.slice(0, at) + text.slice(at + 1));
    case 'put':
      return Buffer.concat([
        Buffer.from(text.slice(0, at)),
        Buffer.from(change.text, 'latin1'),
        Buffer.from(text.slice(at)),
      ]);
  }
}
