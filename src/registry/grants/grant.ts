/** Why a grant is of no use any more: only a person can give another. */
export type GrantEnd = 'expired' | 'refresh-refused' | 'refresh-lost';

/** What a system gave: never shown, never logged. */
export interface GrantedTokens {
  readonly access: string;
  readonly refresh?: string;
}

/** The access of one connection, opened. */
export interface Grant {
  readonly version: number;
  /** Which app, at which system, it is of. */
  readonly app: string;
  /** Null: none yet. */
  readonly tokens: GrantedTokens | null;
  readonly account: string | null;
  readonly obtainedAt: number | null;
  /** Of the access token; null: the system did not say. */
  readonly expiresAt: number | null;
  readonly ended: GrantEnd | null;
  /** A refresh of these tokens was sent, and nobody heard its answer. */
  readonly isUnanswered: boolean;
}

/** What an operator sees of a grant: no token. */
export interface GrantInfo {
  readonly account: string | null;
  readonly scopes: string | null;
  readonly expiresAt: number | null;
  readonly grantedAt: number | null;
}

/** Tokens as a system's answer brought them. */
export interface FreshTokens extends GrantedTokens {
  readonly scopes: string | null;
  readonly expiresAt: number | null;
}
