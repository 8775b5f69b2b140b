import type { Api } from '../api.js';
import {
  changesOf,
  ENDPOINT_FIELDS,
  HANDLER_FIELDS,
  isDisabledByHand,
  picked,
  renamed,
  secretHeadersOf,
  TRIGGER_FIELDS,
  type CalledEntry,
  type CalledState,
  type ConfigDocument,
  type HostState,
  type Row,
} from './document.js';
import { same, type PlanOptions, type Step } from './step.js';

/** Addresses that are called: of each kind the same, under another path and with other fields. */
interface Sort {
  readonly kind: 'endpoint' | 'handler' | 'trigger';
  readonly path: '/v1/endpoints' | '/v1/handlers' | '/v1/triggers';
  /** The command of its kind. */
  readonly command: 'endpoints' | 'handlers' | 'triggers';
  readonly fields: readonly string[];
  /** All others have a value always: what a document does not say of them stays. */
  readonly canBeNothing: readonly string[];
}

const SORTS: readonly Sort[] = [
  {
    kind: 'endpoint',
    path: '/v1/endpoints',
    command: 'endpoints',
    fields: ENDPOINT_FIELDS,
    canBeNothing: ['filter', 'recordTypes', 'imports', 'transform', 'ratePerSecond'],
  },
  {
    kind: 'handler',
    path: '/v1/handlers',
    command: 'handlers',
    fields: HANDLER_FIELDS,
    canBeNothing: ['recordTypes', 'connections', 'condition'],
  },
  {
    kind: 'trigger',
    path: '/v1/triggers',
    command: 'triggers',
    fields: TRIGGER_FIELDS,
    canBeNothing: ['filter', 'recordTypes', 'ratePerSecond', 'knownIn'],
  },
];

/** Those that the host lacks, that differ, and with `prune` those that the document does not have. */
export function calledSteps(document: ConfigDocument, state: HostState, options: PlanOptions): Step[] {
  return SORTS.flatMap((sort) => {
    const entries = document[sort.command];
    // A document that was exported before there were any takes none away.
    return entries ? stepsOf(sort, entriesOn(state, entries), state[sort.command], options) : [];
  });
}

/** Secret headers that the document names and the host has no value for. */
export function missingHeaders(document: ConfigDocument, state: HostState): string[] {
  return SORTS.flatMap(({ kind, command }) =>
    (document[command] ?? []).flatMap((entry) => {
      const present = state[command].find((one) => isSame(entry, one));
      const kept = present ? secretHeadersOf(present) : [];
      return entry.secretHeaders
        .filter((name) => !kept.includes(name))
        .map((name) => `${kind} ${labelOf(entry)}: header ${name}`);
    }),
  );
}

/** Those of the document that nothing is sent to, though it does not say that they are disabled. */
export function silentOnes(document: ConfigDocument, state: HostState): string[] {
  return SORTS.flatMap(({ command }) =>
    (document[command] ?? []).flatMap((entry) => {
      const present = state[command].find((one) => isSame(entry, one));
      if (!present || present.state === 'active' || isDisabledByHand(present)) return [];
      const next = present.state === 'unverified' ? 'verify' : 'enable';
      return `${labelOf(entry)} is ${present.state}: ${present.reason ?? ''} (hookyard ${command} ${next} ${present.id})`;
    }),
  );
}

/** Connections under the ids they have here. */
function entriesOn({ connections }: HostState, entries: readonly CalledEntry[]): CalledEntry[] {
  const ids = new Map(connections.map(({ row }) => [`connection:${row.name}`, row.id]));
  return entries.map((entry) => renamed(entry, ids) as CalledEntry);
}

function stepsOf(
  sort: Sort,
  entries: readonly CalledEntry[],
  present: readonly CalledState[],
  options: PlanOptions,
): Step[] {
  const extra = options.prune ? present.filter((one) => !entries.some((entry) => isSame(entry, one))) : [];
  return [
    ...entries.flatMap((entry) => {
      const known = present.find((one) => isSame(entry, one));
      return known ? changeOf(sort, entry, known) : [newOne(sort, entry, options)];
    }),
    ...extra.map((one): Step => ({
      action: 'remove',
      what: `${sort.kind} ${labelOf(one)}`,
      run: (api) => api.call('DELETE', `${sort.path}/{id}`, { path: { id: one.id } }),
    })),
  ];
}

function newOne({ kind, path, command, fields }: Sort, entry: CalledEntry, { secrets }: PlanOptions): Step {
  const { name, mode } = entry;
  const secretHeaders = secrets[`${kind}:${mode}:${name}`] ?? {};
  const body = { name, mode, ...picked(entry, fields), secretHeaders };
  return {
    action: 'create',
    what: `${kind} ${labelOf(entry)}`,
    // The signing secret is not told: what an apply writes is kept where many read it. Nobody signs a trigger.
    ...(kind === 'trigger' ? {} : { hint: hintOf(command, entry) }),
    run: async (api) => {
      const { body: made } = await api.call('POST', path, { body: body as never });
      if (entry['disabled'] === true) await turned(api, `${path}/{id}/disable`, made.id);
    },
  };
}

function hintOf(command: Sort['command'], entry: Named): string {
  return `the signing secret of ${labelOf(entry)} was not shown: hookyard ${command} rotate-secret shows a new one`;
}

function changeOf(
  { kind, path, fields, canBeNothing }: Sort,
  entry: CalledEntry,
  present: CalledState,
): Step[] {
  const said = fields.filter((field) => entry[field] !== undefined || canBeNothing.includes(field));
  const changes: Row = changesOf(entry, present as unknown as Row, said);
  const at = { id: present.id };
  const what = `${kind} ${labelOf(entry)}`;
  const isOff = entry['disabled'] === true;
  return [
    ...same(changes, {
      action: 'change',
      what,
      changes,
      run: async (api) => {
        const { etag } = await api.call('GET', `${path}/{id}`, { path: at });
        const ask = { path: at, body: changes as never, ifMatch: etag ?? undefined };
        return api.call('PATCH', `${path}/{id}`, ask);
      },
    }),
    ...(isOff === isDisabledByHand(present)
      ? []
      : [
          {
            action: 'change',
            what,
            changes: { disabled: isOff },
            run: (api: Api) => turned(api, `${path}/{id}/${isOff ? 'disable' : 'enable'}`, present.id),
          } as const,
        ]),
  ];
}

type TurnPath = `${Sort['path']}/{id}/${'disable' | 'enable'}`;

function turned(api: Api, path: TurnPath, id: string): Promise<unknown> {
  return api.call('POST', path, { path: { id } });
}

function isSame(a: Named, b: Named): boolean {
  return a.name === b.name && a.mode === b.mode;
}

function labelOf({ name, mode }: Named): string {
  return `${name} (${mode})`;
}

interface Named {
  readonly name: string;
  readonly mode: string;
}
