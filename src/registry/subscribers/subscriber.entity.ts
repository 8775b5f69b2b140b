import type { Mode } from '@hookyard/sdk';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from '../milliseconds.js';
import type { SubscriberKind, SubscriberState } from './subscriber-view.js';

/** Who hears of events. `definition` is JSON, `secrets` JSON with values by name, sealed. */
@Entity({ name: 'subscriber' })
@Index('subscriber_public_id', ['publicId'], { unique: true })
@Index('subscriber_tenant', ['tenant', 'kind', 'id'])
export class SubscriberRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'text' })
  kind!: SubscriberKind;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  mode!: Mode;

  @Column({ type: 'text' })
  state!: SubscriberState;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  /** A customer of the tenant who may look after it; null: nobody but the tenant. */
  @Column({ type: 'text', name: 'belongs_to', nullable: true })
  belongsTo!: string | null;

  @Column({ type: 'text' })
  definition!: string;

  @Column({ type: 'text' })
  secrets!: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: milliseconds })
  updatedAt!: number;

  @Column({ type: 'bigint', name: 'removed_at', nullable: true, transformer: milliseconds })
  removedAt!: number | null;
}
