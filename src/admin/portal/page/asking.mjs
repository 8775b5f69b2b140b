// The portal's own API. The token came behind the # of the link: it is kept for this tab alone, and stands in no address.

const KEPT = 'hookyard-portal';
const MOST_TRIES = 4;
const LONGEST_WAIT_SECONDS = 10;
const API = new URL('api', import.meta.url).href;

/** What was refused, in the words of the host. */
export class Problem extends Error {
  constructor(status, { code = '', title = '', detail = '', remedy = '', errors = [] } = {}) {
    super(detail || title || `the answer was ${status}`);
    Object.assign(this, { status, code, remedy, errors });
  }

  get isOver() {
    return this.status === 401;
  }
}

/** Told before the host is asked. */
export class NothingChosen extends Error {
  errors = [{ field: 'events', message: 'Choose at least one event.' }];
}

/** Whether the address brought a link with it; then it is taken out of the address. */
export function takeToken() {
  const [, token] = /^#(hyp_[\w-]+)$/.exec(location.hash) ?? [];
  if (!token) return false;
  sessionStorage.setItem(KEPT, token);
  history.replaceState(null, '', '#/');
  return true;
}

export function dropToken() {
  sessionStorage.removeItem(KEPT);
}

export async function ask(method, path, body) {
  const token = sessionStorage.getItem(KEPT);
  if (!token) throw new Problem(401);
  for (let tries = 1; ; tries += 1) {
    const answer = await send(method, path, { token, body });
    const seconds = Number(answer.headers.get('retry-after') ?? 0);
    if (answer.status !== 429 || tries === MOST_TRIES || seconds > LONGEST_WAIT_SECONDS)
      return readAnswer(answer);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

async function send(method, path, { token, body }) {
  try {
    return await fetch(API + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
  } catch {
    throw new Problem(0, { title: 'The host does not answer. Try again in a moment.' });
  }
}

async function readAnswer(answer) {
  if (answer.status === 204) return undefined;
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text);
  const isProblem = (answer.headers.get('content-type') ?? '').includes('problem+json');
  throw new Problem(answer.status, isProblem ? JSON.parse(text) : {});
}
