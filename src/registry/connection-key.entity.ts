import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from './milliseconds.js';

/** A key of a connection’s own address. Only its keyed hash is kept, but for the one the host itself registers. */
@Entity({ name: 'connection_key' })
@Index('connection_key_hash', ['keyHash'], { unique: true })
@Index('connection_key_connection', ['connection'])
export class ConnectionKeyRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'integer' })
  connection!: number;

  @Column({ type: 'text', name: 'key_hash' })
  keyHash!: string;

  @Column({ type: 'text', name: 'key_hint' })
  keyHint!: string;

  @Column({ type: 'bigint', name: 'not_after', nullable: true, transformer: milliseconds })
  notAfter!: number | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'removed_at', nullable: true, transformer: milliseconds })
  removedAt!: number | null;

  /** Sealed: the host registers its address at the external system, and has to know it again. */
  @Column({ type: 'text', nullable: true })
  cipher!: string | null;
}
