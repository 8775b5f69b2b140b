/**
 * The records between the systems. In: effects of transfers, written in the commit that ends them. Out: records,
 * links and their history. It promises that a change is compared with what was read, that an external record is
 * linked once, and that whatever was deleted can be brought back. It refuses a write outside a commit of its caller,
 * except a link that must outlive a broken create.
 */
export { createHub } from './hub.js';
export type { Hub } from './hub.js';
export type { HandChange } from './hand-change.js';
export { createLinkReads } from './link-reads.js';
export type { LinkReads } from './link-reads.js';
export { hubEffects } from './effects-writer.js';
export type { HubEffects, KeyClaim, LinkChange, NewLink, RecordWrite } from './hub-effects.js';
export type { HubRecord, Link, LinkState, LinkedRecord, RecordChange, RecordView } from './hub-record.js';
export { HUB_STATEMENTS } from './statements.js';
