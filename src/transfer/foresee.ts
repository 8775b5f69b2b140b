import type { JsonObject, RecordType } from '@hookyard/sdk';

import type { Hub, HubRecord, Link } from '../hub/index.js';
import { chooseCollection } from '../mapping/index.js';
import { fieldCheckOf, fieldsInHub, type ConnectionView } from '../registry/index.js';

import { contextOf, fieldsOf, SYNC_TYPES } from './map-record.js';
import { compiledOf, failureIn } from './preview.js';
import { changesOn } from './record-diff.js';
import { matchInHub } from './to-hub-match.js';

/** What a record that comes with its payload would come to, as configuration and hub are now. */
export type Foreseen =
  | { readonly effect: 'create' | 'unchanged' | 'update' }
  | { readonly effect: 'none'; readonly reason: string };

export interface ForeseeAsk {
  readonly externalId: string;
  readonly record: JsonObject;
}

type HubLooks = Pick<Hub, 'holder' | 'linked' | 'view'>;

/** Looks ahead for records of one type of a connection: compiled once, nothing is called and nothing is written. */
export function foresight(
  view: ConnectionView,
  type: RecordType,
  hub: HubLooks,
): (ask: ForeseeAsk) => Promise<Foreseen> {
  const collections = view.collections.map((collection) => compiledOf(view, collection));
  const check = fieldCheckOf(fieldsInHub(type, view.declaredFields));
  const mapped = async (change: 'add' | 'update', record: JsonObject): Promise<Mapped> => {
    const ask = { direction: 'TO', change, record, isPartial: true } as const;
    const context = await contextOf({ view }, ask);
    const wanted = { type, direction: 'TO', syncTypes: SYNC_TYPES[change] } as const;
    const { chosen, verdict } = await chooseCollection(collections, wanted, record, context);
    if (!chosen) return { reason: verdict ?? 'no-mapping' };
    if (await chosen.rejects(record, context)) return { reason: 'error-filtered' };
    const fields = await fieldsOf({ view }, chosen, ask);
    const [problem] = check?.(fields) ?? [];
    if (problem) return { reason: `${problem.field} is to hold ${problem.wanted}, not ${problem.found}` };
    return { fields, match: chosen.definition.match };
  };
  const look = async ({ externalId, record }: ForeseeAsk): Promise<Foreseen> => {
    const linked = await hub.linked({ connection: view.number, type, externalId });
    const first = await mapped(linked ? 'update' : 'add', record);
    if ('reason' in first) return { effect: 'none', reason: first.reason };
    if (linked) return changeOf(linked.record, linked.link, first.fields);
    const found = await matchInHub({ view, request: { type } }, { hub }, first);
    if (found.kind === 'none') return { effect: 'create' };
    if (found.kind === 'several') return { effect: 'none', reason: 'ambiguous-match' };
    const again = await mapped('update', record);
    if ('reason' in again) return { effect: 'none', reason: again.reason };
    return changeOf(found.view.record, null, again.fields);
  };
  return async (ask) => {
    try {
      return await look(ask);
    } catch (error) {
      return { effect: 'none', reason: failureIn(error).message };
    }
  };
}

type Mapped =
  | { readonly reason: string }
  | { readonly fields: JsonObject; readonly match: Parameters<typeof matchInHub>[2]['match'] };

function changeOf(record: HubRecord, link: Pick<Link, 'baseline'> | null, fields: JsonObject): Foreseen {
  if (record.erasedAt !== null) return { effect: 'none', reason: 'its record was erased' };
  // Whoever sees a deleted record again makes it anew.
  if (record.deletedAt !== null) return { effect: 'create' };
  const touched = link?.baseline ? changesOn(link.baseline, fields) : fields;
  return { effect: Object.keys(changesOn(record.data, touched)).length > 0 ? 'update' : 'unchanged' };
}
