import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** As much of an OpenAPI document as a test looks at. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, ApiResponse>>;
  };
}

interface Media {
  readonly schema?: object;
  readonly example?: unknown;
}

interface ApiResponse {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface ApiOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly example?: unknown }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, ApiResponse>>;
  readonly 'x-hookyard-role'?: string;
  readonly 'x-hookyard-if-match': boolean;
  readonly 'x-hookyard-idempotency': boolean;
}

export interface DescribedAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

/**
 * Holds answers to the description of their operation: a status it does not name, a body outside its schema, a field
 * no schema names. Answers what is wrong, or null.
 */
export class Described {
  private readonly ajv: Ajv2020;
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly routes: readonly { readonly pattern: RegExp; readonly path: string }[];

  constructor(readonly document: ApiDocument) {
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: { schemas: closed(document.components.schemas) } });
    // Fixed segments before parameters: `/match-rules/suggestions` is no rule.
    this.routes = Object.keys(document.paths)
      .toSorted((a, b) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0))
      .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));
  }

  /** `GET /v1/connections/{id}` … */
  operations(): { readonly name: string; readonly operation: ApiOperation }[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        operation,
      })),
    );
  }

  /** The operation a call reaches; undefined where there is none. */
  nameOf(method: string, url: string): string | undefined {
    const [path = ''] = url.split('?');
    const matches = this.routes.filter(({ pattern }) => pattern.test(path));
    const found = matches.find((route) => this.document.paths[route.path]?.[method.toLowerCase()]);
    return found && `${method} ${found.path}`;
  }

  whyWrong(method: string, url: string, answer: DescribedAnswer): string | null {
    const name = this.nameOf(method, url);
    if (name === undefined) return answer.status === 404 ? null : 'no operation of the description';
    const operation = this.operationOf(name);
    const response = this.resolved(operation.responses[String(answer.status)]);
    const told = `${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`;
    if (!response) return `${name} does not declare ${told}`;
    const [type] = answer.type.split(';');
    if (!response.content) return this.isEmpty(answer.body) ? null : `${name} declares no body: ${told}`;
    const media = response.content[type ?? ''];
    if (!media) return `${name} does not declare ${type} for ${answer.status}`;
    return type?.includes('json') ? this.whyOutside(`${name} ${answer.status}`, media, answer.body) : null;
  }

  /** What is wrong with the examples of an operation. */
  wrongExamples(name: string): string[] {
    const { requestBody, responses } = this.operationOf(name);
    const medias = [
      ['body', requestBody] as const,
      ...Object.entries(responses).map(([status, response]) => [status, this.resolved(response)] as const),
    ].flatMap(([part, one]) =>
      Object.entries(one?.content ?? {}).map(([type, media]) => ({ part, type, media })),
    );
    return medias.flatMap(({ part, type, media }) => {
      if (media.example === undefined) return [`${name} ${part} has no example`];
      return type.includes('json') ? (this.whyOutside(`${name} ${part}`, media, media.example) ?? []) : [];
    });
  }

  private resolved(response: ApiResponse | undefined): ApiResponse | undefined {
    const name = response?.$ref?.split('/').at(-1);
    return name === undefined ? response : this.document.components.responses[name];
  }

  private operationOf(name: string): ApiOperation {
    const [method = '', path = ''] = name.split(' ');
    const operation = this.document.paths[path]?.[method.toLowerCase()];
    if (!operation) throw new Error(`no operation ${name}`);
    return operation;
  }

  private whyOutside(key: string, { schema }: Media, body: unknown): string | null {
    if (!schema) return `${key} has no schema`;
    let validate = this.validators.get(key);
    if (!validate) {
      validate = this.ajv.compile(closed(inApi(schema)) as object);
      this.validators.set(key, validate);
    }
    if (validate(body)) return null;
    return `${key} is outside its schema: ${this.ajv.errorsText(validate.errors)}: ${JSON.stringify(validate.errors?.[0]?.params)} ${JSON.stringify(body).slice(0, 600)}`;
  }

  private isEmpty(body: unknown): boolean {
    return body === undefined || body === '' || (Buffer.isBuffer(body) && body.length === 0);
  }
}

/** References of a part, as the whole is known under `api`. */
function inApi(schema: unknown): unknown {
  return mapped(schema, (part) =>
    typeof part['$ref'] === 'string' && part['$ref'].startsWith('#')
      ? { ...part, $ref: `api${part['$ref']}` }
      : part,
  );
}

/** Fields that no schema names are wrong, except where it says that there may be any. */
function closed(schema: unknown): unknown {
  return mapped(schema, (part) => {
    const isOpen = !('properties' in part) || 'additionalProperties' in part || isRefinement(part);
    return isOpen ? part : { ...part, additionalProperties: false };
  });
}

/** What only narrows another schema beside it: the status and codes of a problem. */
function isRefinement({ properties }: Readonly<Record<string, unknown>>): boolean {
  const values = Object.values(properties as Readonly<Record<string, object>>);
  return (
    values.length > 0 && values.every((value) => !('type' in value) && ('const' in value || 'enum' in value))
  );
}

function mapped(value: unknown, change: (part: Record<string, unknown>) => Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const inside = Object.entries(value).map(([name, one]) => [name, mapped(one, change)] as const);
  return change(Object.fromEntries(inside));
}
