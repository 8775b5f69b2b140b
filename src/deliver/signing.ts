import { createHmac, sign } from 'node:crypto';

import type { LiveSecret } from '@hookyard/sdk';

import {
  privateKeyOf,
  symmetricKeyOf,
  SECRET_HEADER,
  type CalledView,
  type Signed,
} from '../registry/index.js';

export interface Message {
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
  readonly body: string;
}

/** Who is sent what is signed. */
export interface SignedView extends CalledView {
  readonly definition: CalledView['definition'] & Signed;
}

type Signer = (content: string) => string;

/**
 * Headers by Standard Webhooks: every live secret signs, the newest first, so that a receiver which knows one of them
 * takes the message. Keys are made once for each version of a subscriber.
 */
export class Signing {
  private readonly signers = new WeakMap<LiveSecret, Signer>();

  headers(subscriber: SignedView, { id, at, body }: Message): Record<string, string> {
    const timestamp = String(Math.floor(at / 1_000));
    const content = `${id}.${timestamp}.${body}`;
    const signatures = signaturesOf(subscriber.definition).flatMap((scheme) =>
      live(subscriber.secrets[scheme], at).map(
        (secret) => `${scheme},${this.signerOf(scheme, secret)(content)}`,
      ),
    );
    return {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures.join(' '),
    };
  }

  private signerOf(scheme: 'v1' | 'v1a', secret: LiveSecret): Signer {
    let signer = this.signers.get(secret);
    if (!signer) {
      signer = scheme === 'v1' ? symmetric(secret.value) : asymmetric(secret.value);
      this.signers.set(secret, signer);
    }
    return signer;
  }
}

/** Headers an operator added, those kept as secrets too. */
export function ownHeaders({ definition, secrets }: CalledView, at: number): Record<string, string> {
  return { ...definition.headers, ...secretHeaders({ secrets }, at) };
}

export function secretHeaders({ secrets }: Pick<CalledView, 'secrets'>, at: number): Record<string, string> {
  const secret = Object.entries(secrets).flatMap(([name, values]) => {
    const [value] = live(values, at);
    return name.startsWith(SECRET_HEADER) && value
      ? [[name.slice(SECRET_HEADER.length), value.value] as const]
      : [];
  });
  return Object.fromEntries(secret);
}

function signaturesOf({ signs }: Signed): readonly ('v1' | 'v1a')[] {
  return (['v1', 'v1a'] as const).filter((scheme) => signs.includes(scheme));
}

function live(secrets: readonly LiveSecret[] | undefined, at: number): readonly LiveSecret[] {
  return (secrets ?? []).filter(({ notAfter }) => notAfter === undefined || notAfter > at);
}

function symmetric(secret: string): Signer {
  const key = symmetricKeyOf(secret);
  return (content) => createHmac('sha256', key).update(content).digest('base64');
}

function asymmetric(secret: string): Signer {
  const key = privateKeyOf(secret);
  return (content) => sign(null, Buffer.from(content), key).toString('base64');
}
