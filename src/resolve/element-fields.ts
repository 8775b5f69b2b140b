import type { Json } from '@hookyard/sdk';

import { canonicalId } from '../flow/index.js';
import type { CompiledExpression } from '../expressions/index.js';
import type { CompiledField } from '../registry/index.js';

import type { ElementSource } from './element-source.js';
import type { ExpressionBatches } from './expression-batches.js';
import type { HookView } from './hook-view.js';
import { type Reading, isPromise } from './reading.js';
import { type VariableName, variablesOf } from './variables.js';

/** Where an element lies, and how its expressions run. */
export interface ElementPlace {
  readonly source: ElementSource;
  readonly index: number;
  readonly batches: ExpressionBatches;
}

/** The values of one element, read by fields and expressions, each knowing those computed before it. */
export class ElementFields {
  authToken: string | undefined;
  scope: string | undefined;
  externalId: string | undefined;
  settings: Readonly<Record<string, unknown>> = {};
  /** Of the last field that had an expression. */
  private retrievedLast: { readonly retrieved: unknown } | undefined;

  constructor(
    readonly hook: HookView,
    readonly element: unknown,
    private readonly place: ElementPlace,
  ) {}

  /** An expression over the element. */
  *over(expression: CompiledExpression, input: unknown = this.element): Reading<unknown> {
    const names = variablesOf(expression);
    const bindings = names.length === 0 ? undefined : yield* this.valuesOf(names, undefined);
    const value = this.place.batches.evaluate(expression, input, bindings);
    return isPromise(value) ? yield value : value;
  }

  /** A field: retrieved, then worked on where it says so. */
  *field(field: CompiledField): Reading<unknown> {
    const retrieved = field.path ? yield* this.over(field.path) : this.retrieved(field);
    if (!field.expression) return retrieved;
    this.retrievedLast = { retrieved };
    const values = yield* this.valuesOf(variablesOf(field.expression), retrieved);
    const value = this.place.batches.evaluate(field.expression, values, values);
    return isPromise(value) ? yield value : value;
  }

  /** What the field just read had before its expression, once. */
  takeRetrieved(): { readonly retrieved?: unknown } {
    const taken = this.retrievedLast ?? {};
    this.retrievedLast = undefined;
    return taken;
  }

  *envelope(): Reading<unknown> {
    const envelope = this.place.source.envelope(this.place.index);
    return isPromise(envelope) ? yield envelope : envelope;
  }

  private retrieved({ from, at }: CompiledField): unknown {
    switch (from) {
      case 'Header':
        return own(this.hook.headers, at.toLowerCase());
      case 'Query':
        return firstOf(own(this.hook.query, at));
      case 'FormField':
        return firstOf(own(this.hook.fields, at));
      case 'UrlSegment':
        return this.hook.urlSegments.at(Number(at));
      case 'Static':
        return at;
      case 'Method':
        return this.hook.method;
      case 'BodyPath':
      case 'Element':
        return this.element;
    }
  }

  private *valuesOf(names: readonly VariableName[], retrieved: unknown): Reading<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const name of names) {
      values[name] = name === 'Envelope' ? yield* this.envelope() : this.valueOf(name, retrieved);
    }
    return values;
  }

  private valueOf(name: Exclude<VariableName, 'Envelope'>, retrieved: unknown): unknown {
    switch (name) {
      case 'RetrievedValue':
        return retrieved;
      case 'BodyJSON':
        return this.element;
      case 'UrlSegment':
        return this.hook.urlSegments;
      case 'URL':
        return this.hook.url;
      case 'Method':
        return this.hook.method;
      case 'Headers':
        return this.hook.headers;
      case 'Query':
        return this.hook.query;
      case 'Settings':
        return this.settings;
      case 'AuthToken':
        return this.authToken;
      case 'Scope':
        return this.scope;
      case 'ExternalId':
        return this.externalId;
    }
  }
}

/** Text of a scalar by the rules of ids: trimmed, numbers exact; undefined where there is none. */
export function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : canonicalId(value).id;
}

/** What an expression answered, as JSON: `undefined` inside is left out when it is written. */
export function asJson(value: unknown): Json {
  return value as Json;
}

function own(from: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(from, name) ? from[name] : undefined;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[0] : value;
}
