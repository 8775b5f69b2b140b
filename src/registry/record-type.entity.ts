import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from './milliseconds.js';

/** What a tenant declares of a type beside what the host does. `definition` is JSON. */
@Entity({ name: 'declared_type' })
@Index('declared_type_name', ['tenant', 'name'], { unique: true })
export class RecordTypeRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  definition!: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: milliseconds })
  updatedAt!: number;
}
