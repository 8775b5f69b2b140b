import type { HandEvent, MergePlan } from '../hub/index.js';
import type { ConnectionView } from '../registry/index.js';
import { previewCollection } from '../transfer/index.js';

type Placed = MergePlan['links'][number];

/** What one system hears of a merge. */
export interface MergeWrite {
  readonly view: ConnectionView;
  /** `merge`: it joins the two itself · `update`: the record it has gets what changed · `none`: see the reason. */
  readonly kind: 'merge' | 'update' | 'none';
  /** The id that is written to. */
  readonly externalId: string;
  /** Ids of the same system that are one with it from now on: read from, no longer written to. */
  readonly others: readonly string[];
  /** Asked for, and told to it: its guard decides. */
  readonly deletesOthers: boolean;
  /** `[before, after]` of the fields that would be written, as the system names them. */
  readonly difference: Readonly<Record<string, readonly [unknown, unknown]>>;
  /** Why nothing is written, or why the difference is not known. */
  readonly reason: string | null;
}

/** Which systems get which writes; nobody is called. */
export async function writesOf(
  plan: MergePlan,
  {
    views,
    losersThere,
  }: { readonly views: readonly ConnectionView[]; readonly losersThere: 'keep' | 'delete' },
): Promise<MergeWrite[]> {
  const byConnection = Map.groupBy(plan.links, ({ link }) => link.connection);
  const writes = await Promise.all(
    views.map(async (view) => {
      const placed = byConnection.get(view.number);
      return placed ? [await writeOf(plan, { view, placed, losersThere })] : [];
    }),
  );
  return writes.flat();
}

async function writeOf(
  plan: MergePlan,
  ask: {
    readonly view: ConnectionView;
    readonly placed: readonly Placed[];
    readonly losersThere: 'keep' | 'delete';
  },
): Promise<MergeWrite> {
  const { view, placed, losersThere } = ask;
  const { type } = plan.winner.record;
  const primary = placed.find(({ isPrimary }) => isPrimary) as Placed;
  const secondary = placed.filter(({ link, isPrimary }) => !isPrimary && link.state === 'live');
  const others = secondary.map(({ link }) => link.externalId);
  const isFromLoser = secondary.some(({ link }) => link.record !== plan.winner.record.id);
  const base = { view, externalId: primary.link.externalId, others, deletesOthers: false, difference: {} };
  if (primary.link.state !== 'live')
    return { ...base, kind: 'none', reason: 'the system deleted its record' };
  const canMerge = view.connector.definition.records?.[type]?.merge !== undefined;
  const deletesOthers = losersThere === 'delete' && isFromLoser && !canMerge && hears(view, type, 'DELETED');
  if (!hears(view, type, 'UPDATED'))
    return { ...base, deletesOthers, kind: 'none', reason: `the hub scope ${type}/updated is off` };
  const kind = isFromLoser && canMerge ? 'merge' : 'update';
  return { ...base, deletesOthers, kind, ...(await differenceAt(plan, view, primary)) };
}

/** What the connections are told, so that the transfers do what the preview says. */
export function eventsOf({ winner, losers, links }: MergePlan, writes: readonly MergeWrite[]): HandEvent[] {
  const { mode, type, id } = winner.record;
  const tell = (record: number, action: HandEvent['action'], to: readonly MergeWrite[]): HandEvent[] =>
    to.length === 0 ? [] : [{ mode, type, action, record, only: to.map(({ view }) => view.number) }];
  const has = (record: number, { view }: MergeWrite): boolean =>
    links.some(
      ({ link, isPrimary }) => link.record === record && link.connection === view.number && !isPrimary,
    );
  return [
    ...tell(
      id,
      'UPDATED',
      writes.filter(({ kind }) => kind === 'update'),
    ),
    ...losers.flatMap(({ record }) => [
      ...tell(
        record.id,
        'UPDATED',
        writes.filter((one) => one.kind === 'merge' && has(record.id, one)),
      ),
      ...tell(
        record.id,
        'DELETED',
        writes.filter((one) => one.deletesOthers && has(record.id, one)),
      ),
    ]),
  ];
}

function hears({ scopes }: ConnectionView, type: string, action: 'UPDATED' | 'DELETED'): boolean {
  return [...scopes.FROM.values()].some(
    (scope) => scope.type === type && scope.action === action && scope.isEnabled,
  );
}

async function differenceAt(
  { winner, data }: MergePlan,
  view: ConnectionView,
  { link }: Placed,
): Promise<Pick<MergeWrite, 'difference' | 'reason'>> {
  const [first] = view.collections.filter(
    ({ definition: { direction, type, syncType } }) =>
      direction === 'FROM' &&
      type === winner.record.type &&
      (syncType === 'UPDATE' || syncType === 'ADD_AND_UPDATE'),
  );
  if (!first) return { difference: {}, reason: 'no collection writes updates there' };
  const ask = { view, record: data, link, hubRecord: null };
  const tried = await previewCollection({ ...ask, collection: first });
  const { chosen } = tried;
  if (!chosen) return { difference: {}, reason: 'no collection takes the merged record' };
  const { difference, failure } =
    chosen === first ? tried : await previewCollection({ ...ask, collection: chosen });
  return { difference, reason: failure?.message ?? null };
}
