import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../../../platform/db/columns.ts'

/** Something that members can spend points on. Its terms never change; stock and end are what the ledger said last. */
export const reward = pgTable(
  'reward',
  {
    organisationId: organisationId(),
    id: id(),
    programmeId: uuid('programme_id').notNull(),
    merchantId: uuid('merchant_id').notNull(),
    /** The reference under which it is offered on the ledger. */
    reference: bytea('reference').notNull(),
    /** Its number there; null until the ledger has given one. */
    item: integer('item'),
    name: text('name').notNull(),
    nameZh: text('name_zh').notNull(),
    description: text('description').notNull(),
    descriptionZh: text('description_zh').notNull(),
    /** SHA-256 of these words (see content.ts): what the ledger holds of them. */
    content: bytea('content').notNull(),
    /** Points. */
    price: bigint('price', { mode: 'number' }).notNull(),
    /** Pieces that it began with, and that are left. */
    firstStock: bigint('first_stock', { mode: 'number' }).notNull(),
    stock: bigint('stock', { mode: 'number' }).notNull(),
    /** How many vouchers for it were used; kept with them. */
    used: integer('used').notNull().default(0),
    startsAt: instant('starts_at').notNull(),
    /** As it was offered, and as it is since the offer was ended. */
    firstEndsAt: instant('first_ends_at'),
    endsAt: instant('ends_at'),
    endedBlock: bigint('ended_block', { mode: 'number' }),
    validityDays: integer('validity_days').notNull(),
    state: text('state', { enum: ['submitted', 'offered', 'refused'] })
      .notNull()
      .default('submitted'),
    refusal: text('refusal'),
    entryId: uuid('entry_id').notNull(),
    /** The entry that the ledger has taken it; kept when the chain goes back, so that it is recorded once. */
    offeredEntryId: uuid('offered_entry_id'),
    offeredBlock: bigint('offered_block', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    unique('reward_reference').on(table.organisationId, table.reference),
    index('reward_item').on(table.organisationId, table.programmeId, table.item),
    index('reward_offered')
      .on(table.organisationId, table.price, table.id)
      .where(sql`state = 'offered'`),
  ],
)

/** A change of a reward's stock that was asked for, and whether the ledger has taken it. */
export const rewardStock = pgTable(
  'reward_stock',
  {
    organisationId: organisationId(),
    reference: bytea('reference').notNull(),
    rewardId: uuid('reward_id').notNull(),
    change: bigint('change', { mode: 'number' }).notNull(),
    state: text('state', { enum: ['requested', 'done', 'refused'] })
      .notNull()
      .default('requested'),
    entryId: uuid('entry_id').notNull(),
    blockNumber: bigint('block_number', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.reference] }),
    index('reward_stock_of').on(table.organisationId, table.rewardId),
  ],
)

/** What a member got, or asked for, in return for points. */
export const voucher = pgTable(
  'voucher',
  {
    organisationId: organisationId(),
    id: id(),
    rewardId: uuid('reward_id').notNull(),
    programmeId: uuid('programme_id').notNull(),
    merchantId: uuid('merchant_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    /** The member's account that pays. */
    holder: integer('holder').notNull(),
    points: bigint('points', { mode: 'number' }).notNull(),
    /** The voucher on the ledger. */
    reference: bytea('reference').notNull(),
    /** Keyed hash of its code, which is stored nowhere. */
    codeIndex: bytea('code_index').notNull(),
    state: text('state', { enum: ['requested', 'valid', 'refused', 'used', 'cancelled'] })
      .notNull()
      .default('requested'),
    refusal: text('refusal'),
    requestedAt: instant('requested_at').notNull().defaultNow(),
    redeemedAt: instant('redeemed_at'),
    expiresAt: instant('expires_at'),
    redeemedBlock: bigint('redeemed_block', { mode: 'number' }),
    transactionHash: bytea('transaction_hash'),
    /** When it was used or cancelled here, how often that was tried, and the block that confirmed it. */
    closedAt: instant('closed_at'),
    closings: integer('closings').notNull().default(0),
    closedBlock: bigint('closed_block', { mode: 'number' }),
    /** Entries of the request, of what the ledger gave, and of the last step. */
    requestEntryId: uuid('request_entry_id').notNull(),
    redeemedEntryId: uuid('redeemed_entry_id'),
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    unique('voucher_reference').on(table.organisationId, table.reference),
    unique('voucher_code').on(table.organisationId, table.codeIndex),
    index('voucher_customer').on(table.organisationId, table.customerId, table.id),
    index('voucher_state').on(table.organisationId, table.state, table.id),
    index('voucher_reward').on(table.organisationId, table.rewardId, table.state),
    index('voucher_requested')
      .on(table.organisationId, table.holder)
      .where(sql`state = 'requested'`),
  ],
)
