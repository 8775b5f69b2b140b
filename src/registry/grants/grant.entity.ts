import { Column, Entity, PrimaryColumn } from 'typeorm';

import { milliseconds } from '../milliseconds.js';
import type { GrantEnd } from './grant.js';

/** The access one connection was given: its tokens, sealed, and who is getting new ones right now. */
@Entity({ name: 'connection_grant' })
export class GrantRow {
  @PrimaryColumn({ type: 'integer' })
  connection!: number;

  /** Grows with every token; a refresh that was overtaken by another changes nothing. */
  @Column({ type: 'integer' })
  version!: number;

  /** Which app, at which system, the tokens are of. */
  @Column({ type: 'text' })
  app!: string;

  /** JSON of the tokens, sealed; null: there are none yet. */
  @Column({ type: 'text', nullable: true })
  cipher!: string | null;

  @Column({ type: 'text', nullable: true })
  account!: string | null;

  /** As the system said them. */
  @Column({ type: 'text', nullable: true })
  scopes!: string | null;

  /** Of the access token. */
  @Column({ type: 'bigint', name: 'obtained_at', nullable: true, transformer: milliseconds })
  obtainedAt!: number | null;

  @Column({ type: 'bigint', name: 'expires_at', nullable: true, transformer: milliseconds })
  expiresAt!: number | null;

  /** When a person granted it. */
  @Column({ type: 'bigint', name: 'granted_at', nullable: true, transformer: milliseconds })
  grantedAt!: number | null;

  /** Why it is of no use any more. */
  @Column({ type: 'text', nullable: true })
  ended!: GrantEnd | null;

  /** Who asks for a new token. */
  @Column({ type: 'text', nullable: true })
  holder!: string | null;

  @Column({ type: 'bigint', name: 'held_until', transformer: milliseconds })
  heldUntil!: number;

  /** 1: a refresh of these tokens was sent, and nobody heard its answer. */
  @Column({ type: 'integer' })
  unanswered!: number;
}
