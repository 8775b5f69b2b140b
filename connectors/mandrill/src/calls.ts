import {
  AuthExpired,
  BadConfig,
  Invalid,
  NotFound,
  objectIn,
  RetryLater,
  textOf,
  type HttpResponse,
  type JsonObject,
} from '@hookyard/sdk';

import type { Context } from './presets.js';

/** Mandrill answers a refusal with any of these, and says in the body what it was. */
const REFUSALS = [400, 401, 402, 403, 404, 500];

/** A call: always a POST, with the key in its body. https://mailchimp.com/developer/transactional/docs/fundamentals/ */
export async function call(path: string, body: JsonObject, ctx: Context): Promise<HttpResponse> {
  const json = { ...body, key: ctx.secret('apiKey') };
  const answer = await ctx.http.post(`/${path}.json`, { json, accept: REFUSALS });
  if (answer.status >= 400) throw refusal(path, answer);
  return answer;
}

/** What stands before Mandrill refuses without saying more. */
const BY_STATUS: Readonly<Record<number, (message: string) => Error>> = {
  401: (message) => new AuthExpired(message),
  404: (message) => new NotFound(message),
};

/** The failure of a refusal, by the name Mandrill gives it. */
function refusal(path: string, answer: HttpResponse): Error {
  const nameless = BY_STATUS[answer.status];
  if (nameless && answer.text() === '') return nameless(`${path} was answered ${answer.status}`);
  const body = objectIn(answer);
  const name = textOf(body['name']) ?? '';
  const told = `${path} was refused: ${name} ${textOf(body['message']) ?? ''}`.trim();
  if (name === 'Invalid_Key') return new AuthExpired(told);
  if (name === 'PaymentRequired' || name === 'Unknown_Subaccount') return new BadConfig(told, 'account');
  if (name === 'ValidationError' || name.startsWith('Invalid_')) return new Invalid(told);
  if (name.startsWith('Unknown_')) return new NotFound(told);
  return new RetryLater(told);
}
