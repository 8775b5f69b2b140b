/**
 * The records between the systems. In: effects of transfers, written in the commit that ends them. Out: records,
 * links and their history. It promises that a change is compared with what was read, that an external record is
 * linked once, and that whatever was deleted can be brought back. It refuses a write outside a commit of its caller,
 * except what must outlive a broken create: its link, and when it was sent.
 */
export { createHub } from './hub.js';
export type { Hub } from './hub.js';
export type { HandChange, HandEvent } from './hand-change.js';
export { createLinkReads } from './link-reads.js';
export type { LinkReads } from './link-reads.js';
export { createLinkNeeds, needName } from './link-needs.js';
export { hubEffects, hubEffectsWith } from './effects-writer.js';
export { Erasures } from './erasing/erasures.js';
export { Forgetting } from './forgetting.js';
export type { Erasure } from './erasing/erasures.js';
export { Duplicates } from './duplicates/duplicates.js';
export type { DuplicateGroup } from './duplicates/duplicates.js';
export { DuplicateFinding } from './duplicates/finding.js';
export { MATCH_FORMS } from './duplicates/match-forms.js';
export { SUGGESTIONS } from './duplicates/match-rule.js';
export type { MatchRule, MatchSuggestion } from './duplicates/match-rule.js';
export { MatchRules } from './duplicates/match-rules.js';
export type { HubEffects, KeyClaim, LinkChange, LinkMove, NewLink, RecordWrite } from './hub-effects.js';
export { Merging } from './merging/merging.js';
export type { RecordMerge } from './merging/merge-record.js';
export { decidedMerge } from './merging/decided-merge.js';
export type { MergePlan } from './merging/plan-merge.js';
export type { UndoPlan } from './merging/plan-undo.js';
export type { SurvivorRule, SurvivorRules } from './merging/survivors.js';
export type {
  HubRecord,
  Link,
  LinkState,
  LinkedRecord,
  RecordChange,
  RecordEvent,
  RecordView,
} from './hub-record.js';
export type { CreateName } from './sent-creates.js';
export { HUB_STATEMENTS } from './statements.js';
