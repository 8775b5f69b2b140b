import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import type { Role } from './roles.js';
import { milliseconds } from './milliseconds.js';

/** A key of the management API. Only its keyed hash is kept. */
@Entity({ name: 'api_key' })
@Index('api_key_public_id', ['publicId'], { unique: true })
@Index('api_key_hash', ['hash'], { unique: true })
export class ApiKeyRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'text' })
  hint!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'bigint', name: 'expires_at', nullable: true, transformer: milliseconds })
  expiresAt!: number | null;

  @Column({ type: 'bigint', name: 'last_used_at', nullable: true, transformer: milliseconds })
  lastUsedAt!: number | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'removed_at', nullable: true, transformer: milliseconds })
  removedAt!: number | null;
}
