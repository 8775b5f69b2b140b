import type { Api } from '../api.js';
import type { Row } from './document.js';

/** One thing that is to be made, changed or removed. */
export interface Step {
  readonly action: 'create' | 'change' | 'remove';
  readonly what: string;
  /** Of a change: what fields become. */
  readonly changes?: Row;
  /** What is left to do by hand behind it. */
  readonly hint?: string;
  run(api: Api): Promise<unknown>;
}

export interface PlanOptions {
  /** Removes collections, translations, added scopes, endpoints, handlers and triggers that the document does not have. Never connections. */
  readonly prune: boolean;
  /** Values of secrets for what is made, by connection (or `endpoint:live:Billing`, `handler:live:Limits`, `trigger:live:Campaign`) and name. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The step, where something changes. */
export function same(changes: Row, step: Step): Step[] {
  return Object.keys(changes).length === 0 ? [] : [step];
}
