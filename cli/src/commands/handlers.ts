import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Api } from '../api.js';
import { agreed } from '../ask.js';
import { collected, modeOf } from '../arguments.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';
import { listed, secretLine, standingOf } from './endpoints.js';

type Handler = components['schemas']['HandlerBody'];
type NewHandler = components['schemas']['NewHandlerBody'];
type Decision = components['schemas']['DecisionBody'];
type Detail = components['schemas']['DecisionDetailBody'];
type Call = components['schemas']['HandlerCallBody'];
type Release = components['schemas']['ReleaseDecisionBody'];

interface CreateOptions {
  readonly mode: string;
  readonly steps: string;
  readonly position?: string;
  readonly recordTypes?: string;
  readonly condition?: string;
  readonly priority?: string;
  readonly header: Readonly<Record<string, string>>;
  readonly secretHeader: Readonly<Record<string, string>>;
}

const TURNS = {
  verify: 'asks the address to prove that it is its own',
  enable: 'asks it again; a live one proves its address first',
  disable: 'asks it nothing more; what waits for it ends by its policy',
} as const;

export function addHandlers(program: Command, context: Context): void {
  const handlers = program.command('handlers').description('addresses that decide how steps go on');
  handlers
    .command('list')
    .description('all of them')
    .action(async () => {
      context.out.result(await context.api().all('/v1/handlers', {}), handlerTable);
    });
  handlers
    .command('show <handler>')
    .description('one, by its id or name')
    .action(async (name: string) => {
      context.out.result(await handlerOf(context.api(), name), (one) => JSON.stringify(one, null, 2));
    });
  addMaking(handlers, context);
  addTurning(handlers, context);
  addSecret(handlers, context);
  addTest(handlers, context);
  addDecisions(handlers, context);
  addRemoval(handlers, context);
}

function addMaking(handlers: Command, context: Context): void {
  handlers
    .command('create <name> <url>')
    .description('adds one; its signing secret is shown this once')
    .requiredOption('--steps <list>', 'of create, update, delete, merge')
    .option('--mode <mode>', 'live or sandbox', 'live')
    .option('--position <position>', 'before, or instead of the host')
    .option('--record-types <list>', 'of these alone: CUSTOMER,TRANSACTION')
    .option('--condition <expression>', 'JSONata over the question')
    .option('--priority <number>', 'of several that fit, the lowest is asked')
    .option('--header <name=value>', 'sent with every call; several times', collected, {})
    .option('--secret-header <name=value>', 'the same, and never shown; several times', collected, {})
    .action(async (name: string, url: string, options: CreateOptions) => {
      const body = bodyOf(name, url, options);
      const { body: made } = await context.api().call('POST', '/v1/handlers', { body });
      context.out.result(made, ({ id, shown, ...rest }) =>
        [id, ...shown.map(secretLine), `${name} is ${standingOf(rest)}`].join('\n'),
      );
    });
}

function bodyOf(name: string, url: string, options: CreateOptions): NewHandler {
  const { mode, steps, recordTypes, header, secretHeader, condition, position, priority } = options;
  return {
    name,
    url,
    mode: modeOf(mode),
    steps: listed(steps) as NewHandler['steps'],
    headers: header,
    secretHeaders: secretHeader,
    ...(recordTypes === undefined ? {} : { recordTypes: listed(recordTypes) }),
    ...(condition === undefined ? {} : { condition }),
    ...(position === undefined ? {} : { position: position as NewHandler['position'] }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
  };
}

function addTurning(handlers: Command, context: Context): void {
  for (const act of ['verify', 'enable', 'disable'] as const)
    handlers
      .command(`${act} <handler>`)
      .description(TURNS[act])
      .action(async (name: string) => {
        const api = context.api();
        const { id } = await handlerOf(api, name);
        const { body } = await api.call('POST', `/v1/handlers/{id}/${act}`, { path: { id } });
        context.out.result(body, (one) => `${one.name} is ${standingOf(one)}`);
        if (act === 'verify' && body.state !== 'active') context.endWith(EXIT.refused);
      });
}

function addSecret(handlers: Command, context: Context): void {
  handlers
    .command('rotate-secret <handler>')
    .description('a new signing secret, shown this once; the one before signs beside it for a day')
    .option('--signature <kind>', 'v1 or v1a', 'v1')
    .action(async (name: string, { signature }: { signature: string }) => {
      const api = context.api();
      const { id } = await handlerOf(api, name);
      const ask = { path: { id }, body: { signature: signature as 'v1' | 'v1a' } };
      const { body } = await api.call('POST', '/v1/handlers/{id}/rotate-secret', ask);
      context.out.result(body, ({ shown }) => secretLine(shown));
    });
}

function addTest(handlers: Command, context: Context): void {
  handlers
    .command('test <handler>')
    .description('asks it at once, and shows what came back; no step waits for it')
    .option('--step <step>', 'default: its first')
    .option('--record-type <type>', 'default: its first')
    .action(async (name: string, { step, recordType }: { step?: string; recordType?: string }) => {
      const api = context.api();
      const { id } = await handlerOf(api, name);
      const body = {
        ...(step === undefined ? {} : { step: step as Decision['step'] as never }),
        ...(recordType === undefined ? {} : { recordType }),
      };
      const { body: called } = await api.call('POST', '/v1/handlers/{id}/test', { path: { id }, body });
      context.out.result(called, callText);
      if (called.outcome !== 'answered') context.endWith(EXIT.refused);
    });
}

function addDecisions(handlers: Command, context: Context): void {
  handlers
    .command('decisions <handler> [decision]')
    .description('what it was asked, newest first; one with the question and the calls that failed')
    .option('--most <count>', 'so many, at most 200', '50')
    .action(async (name: string, decision: string | undefined, { most }: { most: string }) => {
      const api = context.api();
      const { id } = await handlerOf(api, name);
      if (decision === undefined) {
        const query = { limit: Number(most) };
        const { items } = await api.get('/v1/handlers/{id}/decisions', { path: { id }, query });
        context.out.result(items, decisionTable);
        return;
      }
      const path = { id, decision };
      context.out.result(await api.get('/v1/handlers/{id}/decisions/{decision}', { path }), decisionText);
    });
  handlers
    .command('decide <handler> <decision> <answer>')
    .description('decides in its place: proceed, skip or reject; or ask-again')
    .option('--reason <text>', 'kept with the decision')
    .action(async (name: string, decision: string, answer: string, { reason }: { reason?: string }) => {
      const api = context.api();
      const { id } = await handlerOf(api, name);
      const said = answer as Release['decision'];
      const body = { decision: said, ...(reason === undefined ? {} : { reason }) };
      const path = { id, decision };
      await api.call('POST', '/v1/handlers/{id}/decisions/{decision}/release', { path, body });
      context.out.result({ decision, answer }, () => `${decision}: ${answer}`);
    });
}

function addRemoval(handlers: Command, context: Context): void {
  handlers
    .command('remove <handler>')
    .description('removes one; what waits for it ends by its policy')
    .option('--yes', 'without asking')
    .action(async (name: string, { yes }: { yes?: boolean }) => {
      const api = context.api();
      const { id, url } = await handlerOf(api, name);
      if (!yes) await agreed(`${name} (${url}) decides nothing more.`, 'Say --yes.');
      await api.call('DELETE', '/v1/handlers/{id}', { path: { id } });
      context.out.result({ removed: id }, () => `${name} is removed`);
    });
}

/** By its id, or by its name where only one has it. */
async function handlerOf(api: Api, nameOrId: string): Promise<Handler> {
  if (nameOrId.startsWith('hdl_')) return api.get('/v1/handlers/{id}', { path: { id: nameOrId } });
  const named = (await api.all('/v1/handlers', {})).filter(({ name }) => name === nameOrId);
  const [only, other] = named;
  if (only && !other) return only;
  const [problem, remedy] = other
    ? [`${named.length} handlers are named ${nameOrId}`, 'Name it by its id.']
    : [`there is no handler ${nameOrId}`, 'See: hookyard handlers list.'];
  throw new CommandError(EXIT.refused, problem, remedy);
}

function handlerTable(found: readonly Handler[]): string {
  const rows = found.map(({ id, name, mode, state, url, steps, position, recordTypes }) => [
    id,
    name,
    mode,
    state,
    url,
    `${position} ${steps.join(',')}`,
    recordTypes?.join(',') ?? 'all',
  ]);
  return table(['ID', 'NAME', 'MODE', 'STATE', 'ADDRESS', 'DECIDES', 'OF'], rows);
}

function decisionTable(found: readonly Decision[]): string {
  const rows = found.map(({ id, createdAt, step, recordType, transfer, state, answer, by, reason }) => [
    id,
    createdAt,
    `${step} ${recordType}`,
    transfer ?? '',
    state,
    answer === null ? '' : `${answer} (${by})`,
    reason ?? '',
  ]);
  return table(['ID', 'AT', 'STEP', 'TRANSFER', 'STATE', 'ANSWER', ''], rows);
}

function decisionText(one: Detail): string {
  const tries = one.tries.map(
    ({ number, at, failure, message, tookMs }) => `  ${number}  ${at}  ${failure}  ${message} (${tookMs} ms)`,
  );
  return [decisionTable([one]), ...tries, JSON.stringify(one.question, null, 2)].join('\n');
}

function callText({ outcome, status, decision, message, tookMs, answer }: Call): string {
  const said = [status, decision, message].filter((part) => part !== null).join(' ');
  return [`${outcome}: ${said}, after ${tookMs} ms`, answer ?? ''].filter(Boolean).join('\n');
}
