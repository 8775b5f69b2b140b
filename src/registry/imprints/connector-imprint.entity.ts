import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from '../milliseconds.js';

/** What was known of a version of a connector in code when it was loaded last: `facts` is JSON. */
@Entity({ name: 'connector_imprint' })
@Index('connector_imprint_version', ['name', 'version'], { unique: true })
export class ConnectorImprintRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  version!: string;

  @Column({ type: 'text' })
  facts!: string;

  @Column({ type: 'bigint', name: 'updated_at', transformer: milliseconds })
  updatedAt!: number;
}
