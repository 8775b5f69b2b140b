import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import type { Mode } from '@hookyard/sdk';

import type { ConnectionState } from './directory.js';
import { milliseconds } from './milliseconds.js';
import type { StateReason } from './state-reasons.js';

/** A configured instance of a connector. `id` is the number hot rows carry; a removed one stays, for its 410. */
@Entity({ name: 'connection' })
@Index('connection_public_id', ['publicId'], { unique: true })
@Index('connection_tenant', ['tenant', 'id'])
export class ConnectionRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'text' })
  connector!: string;

  @Column({ type: 'text', name: 'connector_version' })
  connectorVersion!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  mode!: Mode;

  @Column({ type: 'text' })
  state!: ConnectionState;

  /** Why it needs authorisation; null in every other state. */
  @Column({ type: 'text', name: 'state_reason', nullable: true })
  stateReason!: StateReason | null;

  @Column({ type: 'text', nullable: true })
  account!: string | null;

  @Column({ type: 'text' })
  settings!: string;

  /** Hooks a second at its own address; 0: no limit. */
  @Column({ type: 'integer', name: 'rate_per_second' })
  ratePerSecond!: number;

  /** JSON: `{name}` of a host's policy, or an own one with its waits; null: `standard`. */
  @Column({ type: 'text', name: 'retry_policy', nullable: true })
  retryPolicy!: string | null;

  /** JSON: what an operator set of `limits`; null: what the connector declares. */
  @Column({ type: 'text', nullable: true })
  limits!: string | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: milliseconds })
  updatedAt!: number;

  @Column({ type: 'bigint', name: 'removed_at', nullable: true, transformer: milliseconds })
  removedAt!: number | null;
}
