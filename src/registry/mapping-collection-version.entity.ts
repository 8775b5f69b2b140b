import { Column, Entity, PrimaryColumn } from 'typeorm';

import { milliseconds } from './milliseconds.js';

/** Every version a mapping collection ever had: attempts name the one they ran with. */
@Entity({ name: 'mapping_collection_version' })
export class MappingCollectionVersionRow {
  @PrimaryColumn({ type: 'integer' })
  collection!: number;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  definition!: string;

  @Column({ type: 'bigint', transformer: milliseconds })
  at!: number;
}
