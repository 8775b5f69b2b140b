import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from './milliseconds.js';

/** One value of a declared secret, sealed. */
@Entity({ name: 'connection_secret' })
@Index('connection_secret_connection', ['connection', 'name'])
export class ConnectionSecretRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'integer' })
  connection!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  cipher!: string;

  @Column({ type: 'bigint', name: 'not_after', nullable: true, transformer: milliseconds })
  notAfter!: number | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;
}
