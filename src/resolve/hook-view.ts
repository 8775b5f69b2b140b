import type { Hook } from '../flow/index.js';
import type { ReceivingPoint } from '../registry/index.js';

import type { FormFields } from './form-body.js';
import { queryFields } from './query-fields.js';

/** What fields and expressions read of a hook beside its body; each part is made when first asked for. */
export class HookView {
  private parsedQuery: Record<string, unknown> | undefined;
  private segments: readonly string[] | undefined;

  constructor(
    private readonly hook: Hook,
    private readonly point: ReceivingPoint,
    readonly fields: FormFields,
  ) {}

  get headers(): Readonly<Record<string, string>> {
    return this.hook.head.headers;
  }

  get method(): string {
    return this.hook.head.method;
  }

  /** The address as configured, with what followed it. */
  get url(): string {
    const { path, query } = this.hook.head;
    return `${this.point.publicUrl}${path}${query ? `?${query}` : ''}`;
  }

  get query(): Readonly<Record<string, unknown>> {
    this.parsedQuery ??= queryFields(this.hook.head.query);
    return this.parsedQuery;
  }

  /** The segments behind the receiver's own path. */
  get urlSegments(): readonly string[] {
    this.segments ??= this.hook.head.path.split('/').filter(Boolean).map(unescaped);
    return this.segments;
  }

  /** What expressions over the whole body may read beside it. */
  variables(): Readonly<Record<string, unknown>> {
    const { headers, method, query, url, urlSegments } = this;
    return { Headers: headers, Method: method, Query: query, URL: url, UrlSegment: urlSegments };
  }
}

function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
