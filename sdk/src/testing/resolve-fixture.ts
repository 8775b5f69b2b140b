import type { AnyConnector, ElementView } from '../connector.js';
import { parseExact } from '../exact-json.js';
import type { FieldDefinition } from '../receiver.js';
import { RequestView, type SignedRequest } from '../verify/request.js';
import type { Json, JsonObject } from '../vocabulary.js';
import { stepsOf, type Evaluate } from './evaluate.js';
import type { ExpectedRequest, Fixture } from './fixture.js';

type Values = Readonly<Record<string, unknown>>;

/** An element of a body, and the body around it. */
export interface PlacedElement {
  readonly element: unknown;
  readonly envelope: unknown;
}

/** What one element came to, and the record it carries where its connector takes one out of it. */
export interface ResolvedRequest {
  readonly expected: ExpectedRequest;
  readonly element: unknown;
  readonly payload?: JsonObject;
}

/** What a request resolves to by the connector's own data, as the host does it for small bodies. */
export class FixtureResolver {
  constructor(
    private readonly connector: AnyConnector,
    private readonly evaluate: Evaluate,
    private readonly settings: Values,
  ) {}

  /** The elements of a request, each with the body around it. */
  async elementsOf(
    request: SignedRequest,
    fixture: Pick<Fixture, 'decoded'>,
  ): Promise<readonly PlacedElement[]> {
    const { preprocess, multiple } = this.connector.webhook;
    const variables = variablesOf(request);
    const decoded = fixture.decoded === undefined ? this.decode(request) : fixture.decoded;
    const input = { ...variables, BodyJSON: decoded };
    const body = preprocess === undefined ? decoded : await this.evaluate(preprocess, input, input);
    if (multiple === undefined) return [{ element: body, envelope: body }];
    const path = stepsOf(multiple);
    if (path && !path[0]?.startsWith('$')) return groupsAlong(body, path);
    return listOf(await this.evaluate(multiple, body, variables)).map((element) => ({
      element,
      envelope: body,
    }));
  }

  /** The requests of every element, in order. */
  async resolve(
    request: SignedRequest,
    fixture: Pick<Fixture, 'decoded'>,
  ): Promise<readonly ExpectedRequest[]> {
    const resolved: ExpectedRequest[] = [];
    for (const { element, envelope } of await this.elementsOf(request, fixture)) {
      const requests = await this.ofElement(request, { element, envelope });
      resolved.push(...requests.map(({ expected }) => expected));
    }
    return resolved;
  }

  /** The delivery's id, where the connector reads one. */
  async deliveryId(request: SignedRequest, fixture: Pick<Fixture, 'decoded'>): Promise<string | undefined> {
    const { deliveryId } = this.connector.webhook;
    if (deliveryId === undefined) return undefined;
    const decoded = fixture.decoded === undefined ? this.decode(request) : fixture.decoded;
    const input = { ...variablesOf(request), BodyJSON: decoded };
    return textOf(await this.evaluate(deliveryId, input, input));
  }

  /** The requests of one element. */
  async ofElement(
    request: SignedRequest,
    { element, envelope }: PlacedElement,
  ): Promise<readonly ResolvedRequest[]> {
    const { webhook } = this.connector;
    const known: Record<string, unknown> = {
      ...variablesOf(request),
      BodyJSON: element,
      Envelope: envelope,
      Settings: this.settings,
    };
    const over = async (expression: string | undefined): Promise<string | undefined> =>
      expression === undefined ? undefined : textOf(await this.evaluate(expression, element, known));
    const beside = { account: await over(webhook.account), eventId: await over(webhook.eventId) };
    if (webhook.resolve) {
      const requests = webhook.resolve(viewOf(request, known));
      return requests.map(({ scope, externalId, eventId, payload }) => ({
        expected: pruned({ scope, externalId, ...beside, ...pruned({ eventId }) }),
        element,
        ...(payload ? { payload } : {}),
      }));
    }
    const field = async (definition: string | FieldDefinition | undefined): Promise<string | undefined> =>
      typeof definition === 'object' ? this.field(definition, request, known) : over(definition);
    known['AuthToken'] = await field(webhook.authToken);
    known['Scope'] = await field(webhook.scope);
    known['ExternalId'] = await field(webhook.externalId);
    const expected = pruned({
      scope: textOf(known['Scope']) ?? '',
      externalId: textOf(known['ExternalId']) ?? '',
      ...beside,
    });
    return [{ expected, element }];
  }

  private async field(
    { from, at = '', processing, expression }: FieldDefinition,
    request: SignedRequest,
    known: Record<string, unknown>,
  ): Promise<string | undefined> {
    const retrieved =
      from === 'BodyPath' ? await this.evaluate(at, known['BodyJSON'], known) : retrieve(from, at, request);
    if (processing !== 'Expression' || expression === undefined) return textOf(retrieved);
    const values = { ...known, RetrievedValue: retrieved };
    return textOf(await this.evaluate(expression, values, values));
  }

  /** The body as data. */
  decode(request: SignedRequest): unknown {
    const { format, formField } = this.connector.webhook;
    const view = new RequestView(request);
    if (format === 'text') return Buffer.from(request.body).toString();
    if (!view.hasForm())
      return request.body.byteLength === 0 ? null : parseExact(Buffer.from(request.body).toString());
    // Some senders post both kinds to one address: without the field, the fields are the body.
    const inField = formField === undefined ? undefined : view.form().get(formField)?.[0];
    if (inField !== undefined) return parseExact(inField);
    return Object.fromEntries(
      [...view.form()].map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
    );
  }
}

function variablesOf(request: SignedRequest): Values {
  return {
    URL: request.url,
    Method: request.method,
    Headers: request.headers,
    Query: Object.fromEntries(new URLSearchParams(request.query)),
    UrlSegment: segmentsOf(request),
  };
}

function segmentsOf({ path }: SignedRequest): readonly string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeURIComponent);
}

function retrieve(from: FieldDefinition['from'], at: string, request: SignedRequest): unknown {
  const view = new RequestView(request);
  switch (from) {
    case 'Header':
      return view.header(at.toLowerCase());
    case 'Query':
      return view.query(at);
    case 'FormField':
      return view.form().get(at)?.[0];
    case 'UrlSegment':
      return segmentsOf(request)[Number(at)];
    case 'Static':
      return at;
    case 'Method':
      return request.method;
    case 'BodyPath':
      return undefined;
  }
}

function viewOf(request: SignedRequest, known: Values): ElementView<Values> {
  return {
    element: known['BodyJSON'] as Json,
    envelope: known['Envelope'] as Json,
    headers: request.headers as Readonly<Record<string, string>>,
    url: request.url,
    urlSegments: segmentsOf(request),
    query: known['Query'] as Readonly<Record<string, string>>,
    settings: known['Settings'] as Values,
  };
}

/** The elements at a path; the envelope of each keeps what lies beside its group on the way, and nothing else. */
function groupsAlong(value: unknown, path: readonly string[]): readonly PlacedElement[] {
  if (Array.isArray(value)) {
    const placed = value.flatMap((item: unknown) => groupsAlong(item, path));
    return path.length === 0
      ? placed
      : placed.map(({ element, envelope }) => ({ element, envelope: [envelope] }));
  }
  const [step, ...rest] = path;
  if (step === undefined)
    return value === undefined || value === null ? [] : [{ element: value, envelope: {} }];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
  const { [step]: taken, ...members } = value as Record<string, unknown>;
  return groupsAlong(taken, rest).map(({ element, envelope }) => ({
    element,
    envelope: rest.length === 0 ? members : { ...members, [step]: envelope },
  }));
}

function listOf(selected: unknown): readonly unknown[] {
  if (selected === undefined || selected === null) return [];
  return Array.isArray(selected) ? selected : [selected];
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === undefined || value === null ? undefined : JSON.stringify(value);
}

function pruned<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
