import { BadConfig, Invalid, NotFound, type JsonObject, type RecordHandlers } from '@hookyard/sdk';

import { compareVersions } from '../flow/index.js';
import { gateEntryOf } from '../gate/index.js';
import { issuesIn } from '../registry/index.js';

import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';

/** The record as its system has it: from the hook where it came with it, else read by id. Fails with NotFound. */
export async function readSource(turn: Turn): Promise<JsonObject> {
  const { request, payload } = turn;
  if (payload !== undefined) {
    if (isRecord(payload)) return payload;
    throw new Invalid('the payload is no record: it is not an object');
  }
  const handlers = handlersOf(turn);
  if (!handlers?.get) {
    const subject = `source of ${request.scope}`;
    throw new BadConfig(
      `${turn.view.connector.id} cannot read ${request.type} by id, and the hook brought no record`,
      subject,
    );
  }
  const given: unknown = await turn.call('read', (ctx) => handlers.get?.(request.recordId, ctx));
  if (given === null || given === undefined)
    throw new NotFound(`there is no ${request.type} ${request.recordId}`);
  return checkedRecord(turn, given);
}

/** Whether the source still has the record: asked before a delete is believed that comes late. */
export async function isStillThere(turn: Turn): Promise<boolean> {
  const handlers = handlersOf(turn);
  if (!handlers?.get) return false;
  try {
    const found: unknown = await turn.call('read', (ctx) => handlers.get?.(turn.request.recordId, ctx));
    return found !== null && found !== undefined;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'failure' in error && error.failure === 'NotFound')
      return false;
    throw error;
  }
}

/** What a connector answers is a record that its own schema knows; numbers no double holds are text in it (S1.1). */
async function checkedRecord({ request, runtime, view }: Turn, given: unknown): Promise<JsonObject> {
  const what = `get of ${request.type}`;
  if (!isRecord(given))
    throw new BadAnswer(`${what} answered ${Array.isArray(given) ? 'a list' : typeof given}, not a record`);
  const found = await issuesIn(view.connector, request.type, given);
  if (found.length === 0) return given;
  const numeric = runtime.numericFields(request.type);
  const issues = found.filter(({ path }) => !isLongNumber(given, path, numeric));
  if (issues.length === 0) return given;
  const problems = issues.slice(0, 5).map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new BadAnswer(`${what} answered a record that its schema does not know: ${problems.join('; ')}`);
}

function isLongNumber(
  record: JsonObject,
  path: readonly PropertyKey[],
  numeric: ReadonlySet<string>,
): boolean {
  if (!numeric.has(path.filter((key) => typeof key === 'string').join('.'))) return false;
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], record);
  return typeof value === 'string' && Number.isFinite(Number(value)) && value.trim() !== '';
}

export function handlersOf({ view, request }: Turn): RecordHandlers | undefined {
  return view.connector.definition.records?.[request.type] as RecordHandlers | undefined;
}

/** The record's own version: where the connector says it lies, else what the gate saw in the hook. */
export async function versionOf(turn: Turn, source: JsonObject): Promise<string | null> {
  const version = await turn.runtime.versionIn(turn.request.type, source);
  return version ?? hookVersion(turn);
}

/** A payload that lay about is applied only if nothing newer was (S4.6). */
export function isStale(turn: Turn, applied: string | null): boolean {
  if (turn.payload === undefined || applied === null) return false;
  if (gateEntryOf(turn.request.trail)?.saw?.['version.stale']?.['forced'] === true) return false;
  const version = hookVersion(turn);
  const order = version === null ? null : compareVersions(version, applied);
  return order !== null && order < 0;
}

function hookVersion({ request }: Turn): string | null {
  const seen = gateEntryOf(request.trail)?.saw?.['version.echo']?.['version'];
  return seen === undefined || seen === null ? null : String(seen);
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
