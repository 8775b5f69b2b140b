import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from '../milliseconds.js';

/** A person was sent to grant access, and has not come back. Only the keyed hash of the `state` is kept. */
@Entity({ name: 'pending_authorization' })
@Index('pending_authorization_hash', ['hash'], { unique: true })
@Index('pending_authorization_connection', ['connection', 'id'])
@Index('pending_authorization_expires', ['expiresAt'])
export class PendingAuthorizationRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'integer' })
  connection!: number;

  /** Which app, at which system, the person was sent to. */
  @Column({ type: 'text' })
  app!: string;

  /** The PKCE verifier, sealed. */
  @Column({ type: 'text' })
  cipher!: string;

  @Column({ type: 'boolean', name: 'changes_account' })
  changesAccount!: boolean;

  /** Who began it. */
  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: milliseconds })
  expiresAt!: number;
}
