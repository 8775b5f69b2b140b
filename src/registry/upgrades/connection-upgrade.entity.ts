import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from '../milliseconds.js';

export type UpgradeState = 'applied' | 'rolled-back';

/** A connection that was moved to another version of its connector. `before` and `changes` are JSON. */
@Entity({ name: 'connection_upgrade' })
@Index('connection_upgrade_public_id', ['publicId'], { unique: true })
@Index('connection_upgrade_connection', ['connection', 'id'])
export class ConnectionUpgradeRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'integer' })
  connection!: number;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text', name: 'from_version' })
  fromVersion!: string;

  @Column({ type: 'text', name: 'to_version' })
  toVersion!: string;

  @Column({ type: 'text' })
  state!: UpgradeState;

  /** What a roll-back goes back to: the settings, and the scopes that were changed or added. */
  @Column({ type: 'text' })
  before!: string;

  @Column({ type: 'text' })
  changes!: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'ended_at', nullable: true, transformer: milliseconds })
  endedAt!: number | null;
}
