import type { Mode } from '@hookyard/sdk';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from '../milliseconds.js';

/** A link by which a customer of the tenant looks after their endpoints. Only its keyed hash is kept; `terms` is JSON. */
@Entity({ name: 'portal_link' })
@Index('portal_link_public_id', ['publicId'], { unique: true })
@Index('portal_link_hash', ['hash'], { unique: true })
@Index('portal_link_tenant', ['tenant', 'id'])
@Index('portal_link_expires', ['expiresAt'])
export class PortalLinkRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'text' })
  hash!: string;

  /** Whose it is: what its list is ordered by. */
  @Column({ type: 'text', name: 'subscriber' })
  name!: string;

  @Column({ type: 'text' })
  mode!: Mode;

  @Column({ type: 'text' })
  terms!: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: milliseconds })
  expiresAt!: number;
}
