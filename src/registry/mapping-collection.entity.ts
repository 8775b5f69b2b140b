import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import type { Direction, RecordType, SyncType } from '@hookyard/sdk';

import { milliseconds } from './milliseconds.js';

/** The present version of a mapping collection. */
@Entity({ name: 'mapping_collection' })
@Index('mapping_collection_public_id', ['publicId'], { unique: true })
@Index('mapping_collection_connection', ['connection', 'sortOrder'])
export class MappingCollectionRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'integer' })
  connection!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  type!: RecordType;

  @Column({ type: 'text' })
  direction!: Direction;

  @Column({ type: 'text', name: 'sync_type' })
  syncType!: SyncType;

  @Column({ type: 'integer', name: 'sort_order' })
  sortOrder!: number;

  @Column({ type: 'text' })
  definition!: string;

  @Column({ type: 'boolean', name: 'is_enabled' })
  isEnabled!: boolean;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: milliseconds })
  updatedAt!: number;
}
