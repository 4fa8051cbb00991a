import type { JsonValue } from '@candor/journal'

/** What the journal's own checks can find; auditors of other modules bring codes of their own. */
export type JournalFindingCode =
  /** A position points to an entry that is gone. */
  | 'JOURNAL_ENTRY_MISSING'
  /** An entry's columns are not those that were hashed. */
  | 'JOURNAL_ENTRY_CHANGED'
  /** An entry's body was changed, moved here from elsewhere, or is not the one committed to. */
  | 'JOURNAL_BODY_CHANGED'
  /** An entry has neither a position nor a place in the queue: its position was deleted, or it was smuggled in. */
  | 'JOURNAL_ENTRY_UNPLACED'
  /** A position is missing between others. */
  | 'JOURNAL_LEAF_MISSING'
  | 'JOURNAL_LEAF_CHANGED'
  /** An entry stands at another position than it was sealed at. */
  | 'JOURNAL_LEAF_MOVED'
  /** One entry stands at two positions. */
  | 'JOURNAL_LEAF_DUPLICATE'
  /** Positions at the end are gone that a checkpoint, a tile or the ledger speaks of. */
  | 'JOURNAL_LOG_TRUNCATED'
  | 'JOURNAL_TILE_MISSING'
  | 'JOURNAL_TILE_CHANGED'
  /** A checkpoint's row or text is not what the log's key signed. */
  | 'JOURNAL_CHECKPOINT_CHANGED'
  /** A signed root is not the root of the stored leaves, and which of them changed cannot be told. */
  | 'JOURNAL_CHECKPOINT_ROOT_DIFFERS'
  | 'JOURNAL_CHECKPOINT_MISSING'
  /** What is noted of an anchor is not what the checkpoint says. */
  | 'JOURNAL_ANCHOR_CHANGED'
  /** The ledger keeps another root than the log signed. */
  | 'JOURNAL_ANCHOR_DIFFERS'
  /** The ledger keeps nothing where an anchor is noted. */
  | 'JOURNAL_ANCHOR_MISSING'
  /** What is noted of witnesses' signatures on a checkpoint is not what they signed. */
  | 'JOURNAL_WITNESSED_CHANGED'
  /** An entry in the queue is gone, or has its position already. */
  | 'JOURNAL_PENDING_CHANGED'
  /** The key that opens a subject's entries, or one that signs checkpoints, is missing or damaged. */
  | 'JOURNAL_KEY_CHANGED'

/** One thing that is not as it was recorded. */
export type Finding = {
  /** Stable code, for programs. */
  readonly code: string
  /** Table of the record that was touched. */
  readonly table: string
  /** Which record of the table, such as `entry 01890a5d-…` or `leaf 41`. */
  readonly key: string
  /** What is wrong, in one sentence. */
  readonly what: string
  /** What was found and what should be there. Holds no personal data. */
  readonly detail: { readonly [name: string]: JsonValue }
}

/** A finding of the journal's own checks. */
export const finding = (
  code: JournalFindingCode,
  table: string,
  key: string,
  what: string,
  detail: Finding['detail'] = {},
): Finding => ({ code, table, key, what, detail })

/** `leaf 4`, or `leaves 4–9` for several. */
export const leafKey = (from: number, to: number = from): string =>
  from === to ? `leaf ${from}` : `leaves ${from}–${to}`

/** `entry <id>`. */
export const entryKey = (id: string): string => `entry ${id}`
