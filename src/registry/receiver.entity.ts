import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from './milliseconds.js';

/** One address that serves all accounts of an app. `secrets` is JSON: values by name, sealed. */
@Entity({ name: 'receiver' })
@Index('receiver_public_id', ['publicId'], { unique: true })
@Index('receiver_url_path', ['urlPath'], { unique: true })
export class ReceiverRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'text' })
  connector!: string;

  @Column({ type: 'text', name: 'connector_version' })
  connectorVersion!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'url_path' })
  urlPath!: string;

  @Column({ type: 'text' })
  secrets!: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: milliseconds })
  updatedAt!: number;

  @Column({ type: 'bigint', name: 'removed_at', nullable: true, transformer: milliseconds })
  removedAt!: number | null;
}
