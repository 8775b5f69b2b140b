import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import type { Egress } from './egress/index.js';
import { Authorizing, Tokens, type AuthorizingOptions } from './oauth/index.js';
import type { Logger } from './observe/index.js';
import type { Registry } from './registry/index.js';

export interface OAuthPartsOptions {
  readonly registry: Registry;
  readonly egress: Egress;
  readonly clock: Clock;
  readonly config: Config;
  readonly logger: Logger;
  readonly publicUrl: string;
  /** Asks a system with tokens that are not its connection's yet. */
  readonly checkWith: AuthorizingOptions['checkWith'];
}

export interface OAuthParts {
  readonly tokens: Tokens;
  readonly authorizing: Authorizing;
}

/** Access by OAuth 2.0: how it is given, and the tokens it comes to. */
export function openOAuth({ registry, config, logger, ...parts }: OAuthPartsOptions): OAuthParts {
  const { grants, authorizations, authorization, directory } = registry;
  const callTimeoutMs = config.HOOKYARD_CALL_TIMEOUT_MS;
  const publicUrl = parts.publicUrl.replace(/\/$/, '');
  return {
    tokens: new Tokens({
      ...parts,
      grants,
      callTimeoutMs,
      needsAuthorization: async ({ number, configVersion, id }, reason) => {
        const isNews = await authorization.refused(number, configVersion, reason);
        if (isNews) logger.warn({ connection: id, reason }, 'a connection needs authorisation');
      },
    }),
    authorizing: new Authorizing({ ...parts, authorizations, directory, callTimeoutMs, publicUrl }),
  };
}
