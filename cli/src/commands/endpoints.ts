import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import { agreed } from '../ask.js';
import { collected, modeOf } from '../arguments.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { table } from '../output.js';
import { addDeliveries } from './deliveries.js';
import { endpointOf } from './endpoint-of.js';

type Endpoint = components['schemas']['EndpointBody'];
type NewEndpoint = components['schemas']['NewEndpointBody'];
type Call = components['schemas']['EndpointCallBody'];
type Shown = components['schemas']['ShownSecretBody'];

interface CreateOptions {
  readonly mode: string;
  readonly events: string;
  readonly subscriber?: string;
  readonly recordTypes?: string;
  readonly filter?: string;
  readonly payload?: string;
  readonly order?: string;
  readonly header: Readonly<Record<string, string>>;
  readonly secretHeader: Readonly<Record<string, string>>;
}

const TURNS = {
  verify: 'asks the address to prove that it is its own',
  enable: 'sends to it again; a live one proves its address first',
  disable: 'sends nothing to it; what happens meanwhile is kept',
} as const;

export function addEndpoints(program: Command, context: Context): void {
  const endpoints = program.command('endpoints').description('addresses that are told of events, signed');
  endpoints
    .command('list')
    .description('all of them')
    .action(async () => {
      context.out.result(await context.api().all('/v1/endpoints', {}), endpointTable);
    });
  endpoints
    .command('show <endpoint>')
    .description('one, by its id or name')
    .action(async (name: string) => {
      context.out.result(await endpointOf(context.api(), name), (one) => JSON.stringify(one, null, 2));
    });
  addMaking(endpoints, context);
  addTurning(endpoints, context);
  addSecret(endpoints, context);
  addTest(endpoints, context);
  addDeliveries(endpoints, context, { path: '/v1/endpoints', word: 'endpoint', find: endpointOf });
  addRemoval(endpoints, context);
}

function addMaking(endpoints: Command, context: Context): void {
  endpoints
    .command('create <name> <url>')
    .description('adds one; its signing secret is shown this once')
    .requiredOption('--events <list>', 'as record.*,transfer.parked; * for all (hookyard events)')
    .option('--mode <mode>', 'live or sandbox', 'live')
    .option('--subscriber <name>', 'the customer whose it is: they may look after it by a link')
    .option('--record-types <list>', 'of these alone: CUSTOMER,TRANSACTION')
    .option('--filter <expression>', 'JSONata over the envelope')
    .option('--payload <style>', 'full or thin')
    .option('--order <order>', 'record, strict or none')
    .option('--header <name=value>', 'sent with every call; several times', collected, {})
    .option('--secret-header <name=value>', 'the same, and never shown; several times', collected, {})
    .action(async (name: string, url: string, options: CreateOptions) => {
      const { body: made } = await context
        .api()
        .call('POST', '/v1/endpoints', { body: bodyOf(name, url, options) });
      context.out.result(made, ({ id, shown, ...rest }) =>
        [id, ...shown.map(secretLine), `${name} is ${standingOf(rest)}`].join('\n'),
      );
    });
}

function bodyOf(name: string, url: string, options: CreateOptions): NewEndpoint {
  const { mode, events, subscriber, recordTypes, header, secretHeader, filter, payload, order } = options;
  return {
    name,
    url,
    mode: modeOf(mode),
    events: listed(events),
    headers: header,
    secretHeaders: secretHeader,
    ...(subscriber === undefined ? {} : { subscriber }),
    ...(recordTypes === undefined ? {} : { recordTypes: listed(recordTypes) }),
    ...(filter === undefined ? {} : { filter }),
    ...(payload === undefined ? {} : { payload: payload as NewEndpoint['payload'] }),
    ...(order === undefined ? {} : { order: order as NewEndpoint['order'] }),
  };
}

function addTurning(endpoints: Command, context: Context): void {
  for (const act of ['verify', 'enable', 'disable'] as const)
    endpoints
      .command(`${act} <endpoint>`)
      .description(TURNS[act])
      .action(async (name: string) => {
        const api = context.api();
        const { id } = await endpointOf(api, name);
        const { body } = await api.call('POST', `/v1/endpoints/{id}/${act}`, { path: { id } });
        context.out.result(body, (one) => `${one.name} is ${standingOf(one)}`);
        if (act === 'verify' && body.state !== 'active') context.endWith(EXIT.refused);
      });
}

function addSecret(endpoints: Command, context: Context): void {
  endpoints
    .command('rotate-secret <endpoint>')
    .description('a new signing secret, shown this once; the one before signs beside it for a day')
    .option('--signature <kind>', 'v1 or v1a', 'v1')
    .action(async (name: string, { signature }: { signature: string }) => {
      const api = context.api();
      const { id } = await endpointOf(api, name);
      const ask = { path: { id }, body: { signature: signature as 'v1' | 'v1a' } };
      const { body } = await api.call('POST', '/v1/endpoints/{id}/rotate-secret', ask);
      context.out.result(body, ({ shown }) => secretLine(shown));
    });
}

function addTest(endpoints: Command, context: Context): void {
  endpoints
    .command('test <endpoint>')
    .description('sends a signed example at once, and shows what came back')
    .option('--type <event>', 'which event; its example is sent')
    .action(async (name: string, { type }: { type?: string }) => {
      const api = context.api();
      const { id } = await endpointOf(api, name);
      const body = type === undefined ? {} : { type };
      const { body: called } = await api.call('POST', '/v1/endpoints/{id}/test', { path: { id }, body });
      context.out.result(called, callText);
      if (called.outcome !== 'delivered') context.endWith(EXIT.refused);
    });
}

function addRemoval(endpoints: Command, context: Context): void {
  endpoints
    .command('remove <endpoint>')
    .description('removes one; what waits for it is not sent')
    .option('--yes', 'without asking')
    .action(async (name: string, { yes }: { yes?: boolean }) => {
      const api = context.api();
      const { id, url } = await endpointOf(api, name);
      if (!yes)
        await agreed(`${name} (${url}) is told nothing more, and what waits is not sent.`, 'Say --yes.');
      await api.call('DELETE', '/v1/endpoints/{id}', { path: { id } });
      context.out.result({ removed: id }, () => `${name} is removed`);
    });
}

export function listed(text: string): string[] {
  return text.split(',').map((one) => one.trim());
}

export function secretLine({ signature, secret, publicKey }: Shown): string {
  const verifies = publicKey === undefined ? '' : `, verified with ${publicKey}`;
  return `${signature}: ${secret} (shown this once${verifies})`;
}

export function standingOf({ state, reason }: Pick<Endpoint, 'state' | 'reason'>): string {
  return reason === null ? state : `${state}: ${reason}`;
}

function callText({ outcome, status, failure, message, tookMs, answer }: Call): string {
  const said = [status, failure, message].filter((part) => part !== null).join(' ');
  return [`${outcome}: ${said}, after ${tookMs} ms`, answer ?? ''].filter(Boolean).join('\n');
}

function endpointTable(found: readonly Endpoint[]): string {
  const rows = found.map(({ id, name, mode, state, url, events }) => [
    id,
    name,
    mode,
    state,
    url,
    events.join(','),
  ]);
  return table(['ID', 'NAME', 'MODE', 'STATE', 'ADDRESS', 'EVENTS'], rows);
}
