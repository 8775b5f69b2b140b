import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { VerifyScheme } from '@hookyard/sdk';
import { readFixture, readFixtures, sign, type Fixture, type SigningSecret } from '@hookyard/sdk/testing';
import type { Command } from 'commander';

import { hookAddress } from '../connector/hook-address.js';
import { collected } from '../arguments.js';
import { connectionOf } from '../connection-of.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';

interface SendOptions {
  readonly to: string;
  readonly file?: string;
  readonly fixture?: string;
  readonly body?: string;
  readonly header: Readonly<Record<string, string>>;
  readonly path: string;
  readonly method: string;
  readonly secret: Readonly<Record<string, string>>;
}

/** What is sent, before it is signed. */
interface Unsigned {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function addSend(program: Command, context: Context): void {
  program
    .command('send <connection>')
    .description('sends a hook, signed as the provider would sign it')
    .requiredOption('--to <address>', 'the hook address, as it was shown when the connection was made')
    .option(
      '--secret <name=value>',
      'what it is signed with; several times (HOOKYARD_SECRET for webhook)',
      collected,
      {},
    )
    .option('--body <text>', 'the body')
    .option('--file <file>', 'the body, from a file')
    .option('--fixture <file>', 'a recorded request: a *.fixture.json of a connector, or a folder of them')
    .option('--header <name=value>', 'a header; several times', collected, {})
    .option('--path <path>', 'behind the address, with its query', '')
    .option('--method <method>', '', 'POST')
    .action(async (name: string, options: SendOptions) => {
      const api = context.api();
      const { connector, connectorVersion } = await connectionOf(api, name);
      const { verification } = await api.get('/v1/connectors/{name}', {
        path: { name: connector },
        query: { version: connectorVersion },
      });
      const secret = secretOf(options.secret, context.env['HOOKYARD_SECRET']);
      const scheme = verification.scheme as unknown as VerifyScheme;
      if (options.fixture !== undefined && statSync(options.fixture).isDirectory())
        return sendAll(context, options, { scheme, secret });
      const answer = await send(options.to, unsignedOf(options), scheme, secret);
      context.out.result(answer, ({ status, body }) =>
        [`answered ${status}`, body].filter(Boolean).join('\n'),
      );
      if (answer.status >= 400)
        throw new CommandError(
          EXIT.refused,
          `the hook was refused with ${answer.status}`,
          'The host does not tell a sender why; an operator sees it: GET /v1/rejections, or hookyard play.',
        );
    });
}

/** All fixtures of a folder with their variants, in the order of their names. */
async function sendAll(
  { out, endWith }: Pick<Context, 'out' | 'endWith'>,
  { to, fixture = '.' }: SendOptions,
  { scheme, secret }: { readonly scheme: VerifyScheme; readonly secret: SigningSecret },
): Promise<void> {
  for (const one of readFixtures(pathToFileURL(`${resolve(fixture)}/`))) {
    const { status } = await send(to, recordedIn(one.request), scheme, secret);
    out.line({ fixture: one.name, status }, () => `${one.name}: answered ${status}`);
    if (status >= 400) endWith(EXIT.refused);
  }
}

async function send(
  to: string,
  request: Unsigned,
  scheme: VerifyScheme,
  secret: SigningSecret,
): Promise<{ readonly status: number; readonly body: string }> {
  const signed = signedBy(scheme, { ...request, url: hookAddress(to, request) }, secret);
  const answer = await fetch(signed.url, {
    method: signed.method,
    headers: signed.headers as Record<string, string>,
    ...(signed.method === 'GET' ? {} : { body: signed.body }),
  }).catch((error: unknown) => {
    throw new CommandError(
      EXIT.unreachable,
      `nobody answers at ${to}: ${String(error)}`,
      'Check the address.',
    );
  });
  return { status: answer.status, body: await answer.text() };
}

function signedBy(
  scheme: VerifyScheme,
  request: Unsigned & { readonly url: string },
  secret: SigningSecret,
): ReturnType<typeof sign> {
  try {
    return sign(scheme, request, secret);
  } catch (error) {
    const remedy = 'Give the secret with --secret name=value, or HOOKYARD_SECRET.';
    throw new CommandError(EXIT.usage, error instanceof Error ? error.message : String(error), remedy);
  }
}

function secretOf(given: Readonly<Record<string, string>>, webhook: string | undefined): SigningSecret {
  return webhook === undefined ? given : { webhook, ...given };
}

function unsignedOf(options: SendOptions): Unsigned {
  const [recorded] =
    options.fixture === undefined ? [] : readFixture(pathToFileURL(resolve(options.fixture)));
  const given = bodyOf(options);
  if (recorded === undefined && given === undefined)
    throw new CommandError(EXIT.usage, 'there is nothing to send', 'Give --body, --file or --fixture.');
  const [path = '', query = ''] = options.path.split('?');
  const { method } = options;
  const own = recordedIn(recorded?.request ?? { method, body: '' });
  return {
    method: own.method,
    path: own.path || path,
    query: own.query || query,
    headers: { ...own.headers, ...options.header },
    body: given ?? own.body,
  };
}

function recordedIn({
  method = 'POST',
  path = '',
  query = '',
  headers = {},
  body,
}: Fixture['request']): Unsigned {
  const kept = Object.entries(headers).filter((one): one is [string, string] => one[1] !== undefined);
  return { method, path, query, headers: Object.fromEntries(kept), body: Buffer.from(body) };
}

function bodyOf({ body, file }: SendOptions): Buffer | undefined {
  if (body !== undefined) return Buffer.from(body);
  return file === undefined ? undefined : readFileSync(file);
}
