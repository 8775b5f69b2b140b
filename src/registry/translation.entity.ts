import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from './milliseconds.js';

/** A table of values that a tenant's mappings share. `entries` is JSON: the rows, and the default where there is one. */
@Entity({ name: 'translation' })
@Index('translation_public_id', ['publicId'], { unique: true })
@Index('translation_name', ['tenant', 'name'], { unique: true })
export class TranslationRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  entries!: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: milliseconds })
  updatedAt!: number;
}
