import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import type { Direction, RecordSource, RecordType, ScopeAction } from '@hookyard/sdk';

import type { ChildPolicy } from '../flow/index.js';
import { DELETE_DEFAULTS } from './delete-defaults.js';
import type { DeleteGuard } from './directory.js';
import { milliseconds } from './milliseconds.js';

/**
 * Who made a scope. `host`: a hub scope whose switch follows the collections; `host-set`: one an operator decided,
 * so that it stays as it is.
 */
export type ScopeOrigin = 'connector' | 'host' | 'host-set' | 'operator';

/** One switch of a connection: an event of the external system (TO) or of the hub (FROM). */
@Entity({ name: 'scope' })
@Index('scope_public_id', ['publicId'], { unique: true })
@Index('scope_name', ['connection', 'direction', 'name'], { unique: true })
export class ScopeRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'integer' })
  connection!: number;

  @Column({ type: 'text' })
  direction!: Direction;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  type!: RecordType;

  @Column({ type: 'text' })
  action!: ScopeAction;

  @Column({ type: 'text' })
  description!: string;

  @Column({ type: 'boolean', name: 'is_enabled' })
  isEnabled!: boolean;

  @Column({ type: 'text' })
  source!: RecordSource;

  @Column({ type: 'text', name: 'record_expression', nullable: true })
  recordExpression!: string | null;

  @Column({ type: 'text', name: 'version_expression', nullable: true })
  versionExpression!: string | null;

  @Column({ type: 'text' })
  guard!: DeleteGuard;

  @Column({ type: 'integer', name: 'settle_seconds', default: DELETE_DEFAULTS.settleSeconds })
  settleSeconds!: number;

  @Column({ type: 'integer', name: 'brake_most', nullable: true, default: DELETE_DEFAULTS.brakeMost })
  brakeMost!: number | null;

  @Column({ type: 'integer', name: 'brake_percent', nullable: true, default: DELETE_DEFAULTS.brakePercent })
  brakePercent!: number | null;

  @Column({ type: 'text', name: 'child_policy', default: 'parent' })
  childPolicy!: ChildPolicy;

  @Column({ type: 'integer', name: 'child_window_seconds', nullable: true })
  childWindowSeconds!: number | null;

  @Column({ type: 'text' })
  origin!: ScopeOrigin;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: milliseconds })
  updatedAt!: number;
}
