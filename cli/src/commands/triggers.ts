import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Api } from '../api.js';
import { agreed } from '../ask.js';
import { collected, modeOf } from '../arguments.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';
import { addDeliveries } from './deliveries.js';
import { listed, standingOf } from './endpoints.js';

type Trigger = components['schemas']['TriggerBody'];
type NewTrigger = components['schemas']['NewTriggerBody'];
type Tried = components['schemas']['TriedTriggerBody'];
type Named = Readonly<Record<string, string>>;

interface CreateOptions {
  readonly mode: string;
  readonly events: string;
  readonly recordTypes?: string;
  readonly filter?: string;
  readonly method: string;
  readonly sendAs?: string;
  readonly field: Named;
  readonly static: Named;
  readonly header: Named;
  readonly secretHeader: Named;
  readonly knownIn?: string;
  readonly wait: string;
  readonly restart: string;
}

export function addTriggers(program: Command, context: Context): void {
  const triggers = program.command('triggers').description('calls of somebody else’s address, in their form');
  triggers
    .command('list')
    .description('all of them')
    .action(async () => {
      context.out.result(await context.api().all('/v1/triggers', {}), triggerTable);
    });
  triggers
    .command('show <trigger>')
    .description('one, by its id or name')
    .action(async (name: string) => {
      context.out.result(await triggerOf(context.api(), name), (one) => JSON.stringify(one, null, 2));
    });
  addMaking(triggers, context);
  addTurning(triggers, context);
  addTest(triggers, context);
  addDeliveries(triggers, context, { path: '/v1/triggers', word: 'trigger', find: triggerOf });
  addRemoval(triggers, context);
}

function addMaking(triggers: Command, context: Context): void {
  triggers
    .command('create <name> <url>')
    .description('adds one; it is called from the first event on')
    .requiredOption('--events <list>', 'as record.*; see hookyard events')
    .option('--mode <mode>', 'live or sandbox', 'live')
    .option('--record-types <list>', 'of these alone: CUSTOMER,TRANSACTION')
    .option('--filter <expression>', 'the condition: JSONata over the envelope')
    .option('--method <method>', 'POST or GET', 'POST')
    .option('--send-as <form>', 'json, form or query')
    .option('--field <name=path>', 'a field of the record, by its name there; several times', collected, {})
    .option('--static <name=value>', 'sent beside them; several times', collected, {})
    .option('--header <name=value>', 'sent with every call; several times', collected, {})
    .option('--secret-header <name=value>', 'the same, and never shown; several times', collected, {})
    .option('--known-in <connection>', 'only records linked to it; * for any')
    .option('--wait <seconds>', 'between an event and its call', '0')
    .option('--restart <seconds>', 'not again for a record within this time', '0')
    .action(async (name: string, url: string, options: CreateOptions) => {
      const { body: made } = await context
        .api()
        .call('POST', '/v1/triggers', { body: bodyOf(name, url, options) });
      context.out.result(made, (one) => [one.id, `${name} is ${standingOf(one)}`].join('\n'));
    });
}

function bodyOf(name: string, url: string, options: CreateOptions): NewTrigger {
  const { mode, events, recordTypes, filter, method, sendAs, knownIn, wait, restart } = options;
  return {
    name,
    url,
    mode: modeOf(mode),
    events: listed(events),
    method: method as NewTrigger['method'],
    fields: options.field,
    staticFields: options.static,
    headers: options.header,
    secretHeaders: options.secretHeader,
    waitSeconds: Number(wait),
    restartSeconds: Number(restart),
    ...(recordTypes === undefined ? {} : { recordTypes: listed(recordTypes) }),
    ...(filter === undefined ? {} : { filter }),
    ...(sendAs === undefined ? {} : { sendAs: sendAs as NewTrigger['sendAs'] }),
    ...(knownIn === undefined ? {} : { knownIn }),
  };
}

function addTurning(triggers: Command, context: Context): void {
  const acts = { enable: 'calls again', disable: 'calls nobody; what happens meanwhile is kept' } as const;
  for (const act of ['enable', 'disable'] as const)
    triggers
      .command(`${act} <trigger>`)
      .description(acts[act])
      .action(async (name: string) => {
        const api = context.api();
        const { id } = await triggerOf(api, name);
        const { body } = await api.call('POST', `/v1/triggers/{id}/${act}`, { path: { id } });
        context.out.result(body, (one) => `${one.name} is ${standingOf(one)}`);
      });
}

function addTest(triggers: Command, context: Context): void {
  triggers
    .command('test <trigger>')
    .description('calls at once, and shows the request and what came back')
    .option('--record <record>', 'for this record; otherwise for an example')
    .option('--type <event>', 'as if this had happened')
    .option('--look', 'shows the request, and calls nobody')
    .action(
      async (name: string, { record, type, look }: { record?: string; type?: string; look?: boolean }) => {
        const api = context.api();
        const { id } = await triggerOf(api, name);
        const body = {
          send: look !== true,
          ...(record === undefined ? {} : { record }),
          ...(type === undefined ? {} : { type }),
        };
        const { body: tried } = await api.call('POST', '/v1/triggers/{id}/test', { path: { id }, body });
        context.out.result(tried, triedText);
        if (tried.answer && tried.answer.outcome !== 'delivered') context.endWith(EXIT.refused);
      },
    );
}

function addRemoval(triggers: Command, context: Context): void {
  triggers
    .command('remove <trigger>')
    .description('removes one; what waits for it is not called for')
    .option('--yes', 'without asking')
    .action(async (name: string, { yes }: { yes?: boolean }) => {
      const api = context.api();
      const { id, url } = await triggerOf(api, name);
      if (!yes) await agreed(`${name} (${url}) is called no more.`, 'Say --yes.');
      await api.call('DELETE', '/v1/triggers/{id}', { path: { id } });
      context.out.result({ removed: id }, () => `${name} is removed`);
    });
}

/** By its id, or by its name where only one has it. */
async function triggerOf(api: Api, nameOrId: string): Promise<Trigger> {
  if (nameOrId.startsWith('trg_')) return api.get('/v1/triggers/{id}', { path: { id: nameOrId } });
  const named = (await api.all('/v1/triggers', {})).filter(({ name }) => name === nameOrId);
  const [only, other] = named;
  if (!only)
    throw new CommandError(EXIT.refused, `there is no trigger ${nameOrId}`, 'See: hookyard triggers list.');
  if (other)
    throw new CommandError(
      EXIT.refused,
      `${named.length} triggers are named ${nameOrId}`,
      'Name it by its id.',
    );
  return only;
}

function triedText({ request, holds, problem, isKnown, answer }: Tried): string {
  const { method, url, headers, body } = request;
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const held = [
    ...(holds === true ? [] : [`its condition ${problem ?? 'does not hold'}`]),
    ...(isKnown === false ? ['the record is not known there'] : []),
  ];
  const came = answer
    ? [`${answer.outcome}: ${answer.status ?? answer.message ?? ''}, after ${answer.tookMs} ms`, answer.text]
    : ['nobody was called'];
  return [`${method} ${url}`, ...head, body, ...held, ...came].filter((line) => line !== null).join('\n');
}

function triggerTable(found: readonly Trigger[]): string {
  const rows = found.map(({ id, name, mode, state, method, url, events }) => [
    id,
    name,
    mode,
    state,
    `${method} ${url}`,
    events.join(','),
  ]);
  return table(['ID', 'NAME', 'MODE', 'STATE', 'CALLS', 'EVENTS'], rows);
}
