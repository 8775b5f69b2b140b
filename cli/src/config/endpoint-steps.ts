import type { components } from '@hookyard/client';

import type { Api } from '../api.js';
import {
  changesOf,
  ENDPOINT_FIELDS,
  isDisabledByHand,
  picked,
  secretHeadersOf,
  type ConfigDocument,
  type EndpointEntry,
  type HostState,
} from './document.js';
import { same, type PlanOptions, type Step } from './step.js';

type Endpoint = components['schemas']['EndpointBody'];

/** Managed webhooks that the host lacks, that differ, and with `prune` those that the document does not have. */
export function endpointSteps({ endpoints }: ConfigDocument, state: HostState, options: PlanOptions): Step[] {
  // A document that was exported before there were endpoints takes none away.
  if (!endpoints) return [];
  const extra = options.prune
    ? state.endpoints.filter((one) => !endpoints.some((entry) => isSame(entry, one)))
    : [];
  return [
    ...endpoints.flatMap((entry) => {
      const present = state.endpoints.find((one) => isSame(entry, one));
      return present ? endpointChange(entry, present) : [newEndpoint(entry, options)];
    }),
    ...extra.map((one): Step => ({
      action: 'remove',
      what: `endpoint ${labelOf(one)}`,
      run: (api) => api.call('DELETE', '/v1/endpoints/{id}', { path: { id: one.id } }),
    })),
  ];
}

/** Secret headers that the document names and the host has no value for. */
export function missingHeaders({ endpoints = [] }: ConfigDocument, state: HostState): string[] {
  return endpoints.flatMap((entry) => {
    const present = state.endpoints.find((one) => isSame(entry, one));
    const kept = present ? secretHeadersOf(present) : [];
    return entry.secretHeaders
      .filter((name) => !kept.includes(name))
      .map((name) => `endpoint ${labelOf(entry)}: header ${name}`);
  });
}

/** Endpoints of the document that nothing is sent to, though it does not say that they are disabled. */
export function silentEndpoints({ endpoints = [] }: ConfigDocument, state: HostState): string[] {
  return endpoints.flatMap((entry) => {
    const present = state.endpoints.find((one) => isSame(entry, one));
    if (!present || present.state === 'active' || isDisabledByHand(present)) return [];
    const next = present.state === 'unverified' ? 'verify' : 'enable';
    return `${labelOf(entry)} is ${present.state}: ${present.reason ?? ''} (hookyard endpoints ${next} ${present.id})`;
  });
}

function newEndpoint(entry: EndpointEntry, { secrets }: PlanOptions): Step {
  const { name, mode } = entry;
  const secretHeaders = secrets[`endpoint:${mode}:${name}`] ?? {};
  const body = { name, mode, ...picked(entry, ENDPOINT_FIELDS), secretHeaders };
  return {
    action: 'create',
    what: `endpoint ${labelOf(entry)}`,
    // The signing secret is not told: what an apply writes is kept where many read it.
    hint: `the signing secret of ${labelOf(entry)} was not shown: hookyard endpoints rotate-secret shows a new one`,
    run: async (api) => {
      const { body: made } = await api.call('POST', '/v1/endpoints', { body: body as never });
      if (entry['disabled'] === true) await turned(api, 'disable', made.id);
    },
  };
}

/** All others have a value always: what a document does not say of them stays. */
const CAN_BE_NOTHING: readonly string[] = ['filter', 'recordTypes', 'imports', 'transform', 'ratePerSecond'];

function endpointChange(entry: EndpointEntry, present: Endpoint): Step[] {
  const said = ENDPOINT_FIELDS.filter(
    (field) => entry[field] !== undefined || CAN_BE_NOTHING.includes(field),
  );
  const changes = changesOf(entry, present, said);
  const path = { id: present.id };
  const what = `endpoint ${labelOf(entry)}`;
  const isOff = entry['disabled'] === true;
  return [
    ...same(changes, {
      action: 'change',
      what,
      changes,
      run: async (api) => {
        const { etag } = await api.call('GET', '/v1/endpoints/{id}', { path });
        const ask = { path, body: changes as never, ifMatch: etag ?? undefined };
        return api.call('PATCH', '/v1/endpoints/{id}', ask);
      },
    }),
    ...(isOff === isDisabledByHand(present)
      ? []
      : [
          {
            action: 'change',
            what,
            changes: { disabled: isOff },
            run: (api: Api) => turned(api, isOff ? 'disable' : 'enable', present.id),
          } as const,
        ]),
  ];
}

function turned(api: Api, act: 'enable' | 'disable', id: string): Promise<unknown> {
  return api.call('POST', `/v1/endpoints/{id}/${act}`, { path: { id } });
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
