import type { AnyConnector } from './connector.js';
import { parseScheme } from './verify/scheme.schema.js';
import { secretsUsed } from './verify/facts.js';

/** The secrets of a connection by name with a label: those declared, and those its verification reads. */
export function declaredSecrets(
  connector: Pick<AnyConnector, 'secrets' | 'webhook'>,
): Readonly<Record<string, string>> {
  const { secrets, webhook } = connector;
  const used = [...verifying(webhook), ...inHandshakes(webhook)];
  const labels = used.map((name): [string, string] => [name, name === 'webhook' ? 'Signing secret' : name]);
  return { ...Object.fromEntries(labels), ...secrets };
}

function verifying(webhook: AnyConnector['webhook'] | undefined): readonly string[] {
  try {
    return secretsUsed(parseScheme(webhook?.verify));
  } catch {
    // An invalid scheme has a problem of its own.
    return [];
  }
}

function inHandshakes(webhook: AnyConnector['webhook'] | undefined): readonly string[] {
  return (webhook?.handshakes ?? []).flatMap((handshake) => {
    if (handshake.kind === 'hmacToken') return [handshake.secret ?? 'webhook'];
    if (handshake.kind === 'hookSecret')
      return [handshake.secret ?? 'webhook', handshake.armedBy ?? []].flat();
    return handshake.kind === 'echoQuery' && handshake.token ? [handshake.token.secret] : [];
  });
}
