import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, numeric, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../../platform/db/columns.ts'

/** Points as the ledger counts them: whole, without a bound that matters. */
const points = (name: string) => numeric(name, { precision: 78, scale: 0, mode: 'bigint' })

/** A points programme of the organisation, and where it stands on the ledger. */
export const programme = pgTable(
  'programme',
  {
    organisationId: organisationId(),
    id: id(),
    /** Number on the ledger; null until the ledger has given one. */
    number: integer('number'),
    /** The ledger member that runs it. */
    operator: integer('operator').notNull(),
    /** The reference under which it is created on the ledger, so that a repeat creates no second one. */
    reference: bytea('reference').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh').notNull(),
    currency: text('currency').notNull(),
    /** Seconds of an epoch, and for how many epochs points live. */
    epochLength: integer('epoch_length').notNull(),
    lifetimeEpochs: integer('lifetime_epochs').notNull(),
    /** Start of epoch 0. */
    startedAt: instant('started_at'),
    /** Whether a second person has to approve every rule. */
    secondPerson: boolean('second_person').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)

/** A merchant that credits points of a programme, and how far its purchases have been handed to the ledger. */
export const programmeMerchant = pgTable(
  'programme_merchant',
  {
    organisationId: organisationId(),
    programmeId: uuid('programme_id').notNull(),
    merchantId: uuid('merchant_id').notNull(),
    /** The merchant's member number on the ledger. */
    member: integer('member').notNull(),
    /** Whether its rules are set up: before that nothing earns. */
    isOpen: boolean('is_open').notNull().default(false),
    /** Every purchase up to this number is in a batch or noted as an exception. */
    lastPurchase: integer('last_purchase').notNull().default(0),
    /** When the newest rule that was asked for begins: the next has to begin later. */
    lastRuleStartsAt: instant('last_rule_starts_at'),
    /** Purchases whose points are posted, and the sum of those points. */
    posted: integer('posted').notNull().default(0),
    points: points('points')
      .notNull()
      .default(sql`0`),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.programmeId, table.merchantId] }),
    unique('programme_merchant_member').on(table.organisationId, table.programmeId, table.member),
  ],
)

/** A customer's account in a programme. The key signs for the customer and is encrypted under the customer's own key. */
export const holder = pgTable(
  'holder',
  {
    organisationId: organisationId(),
    programmeId: uuid('programme_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    /** Address of 20 bytes. */
    account: bytea('account').notNull(),
    keySealed: bytea('key_sealed').notNull(),
    /** Number within the programme on the ledger, and the block that gave it; null until enrolled. */
    number: integer('number'),
    enrolledBlock: bigint('enrolled_block', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.programmeId, table.customerId] }),
    unique('holder_account').on(table.organisationId, table.programmeId, table.account),
    unique('holder_number').on(table.organisationId, table.programmeId, table.number),
    index('holder_of_customer').on(table.organisationId, table.customerId),
  ],
)

/** Projection of RulePublished: every version of every merchant's rule, as the ledger has it. */
export const earnRule = pgTable(
  'earn_rule',
  {
    organisationId: organisationId(),
    programmeId: uuid('programme_id').notNull(),
    merchantId: uuid('merchant_id').notNull(),
    version: integer('version').notNull(),
    pointsNumerator: bigint('points_numerator', { mode: 'bigint' }).notNull(),
    spendUnit: bigint('spend_unit', { mode: 'bigint' }).notNull(),
    minimumSpend: bigint('minimum_spend', { mode: 'bigint' }).notNull(),
    maximumPoints: bigint('maximum_points', { mode: 'bigint' }).notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at'),
    publishedAt: instant('published_at').notNull(),
    transactionHash: bytea('transaction_hash').notNull(),
    blockNumber: bigint('block_number', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.programmeId, table.merchantId, table.version] })],
)

/** What one person proposed and another decides: a rule to be published, or that one person alone may publish again. */
export const ruleProposal = pgTable(
  'rule_proposal',
  {
    organisationId: organisationId(),
    id: id(),
    programmeId: uuid('programme_id').notNull(),
    kind: text('kind', { enum: ['rule', 'one-person'] }).notNull(),
    /** The version to be; null unless a rule is proposed. */
    merchantId: uuid('merchant_id'),
    pointsNumerator: bigint('points_numerator', { mode: 'bigint' }),
    spendUnit: bigint('spend_unit', { mode: 'bigint' }),
    minimumSpend: bigint('minimum_spend', { mode: 'bigint' }),
    maximumPoints: bigint('maximum_points', { mode: 'bigint' }),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    state: text('state', { enum: ['open', 'approved', 'declined'] })
      .notNull()
      .default('open'),
    /** `staff:<id>`, as in the journal. */
    proposedBy: text('proposed_by').notNull(),
    proposedAt: instant('proposed_at').notNull().defaultNow(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('rule_proposal_open')
      .on(table.organisationId, table.id)
      .where(sql`state = 'open'`),
  ],
)

/** A batch of purchases handed to the ledger in one call. The reference is made from the content's place, so a retry is the same call. */
export const earnBatch = pgTable(
  'earn_batch',
  {
    organisationId: organisationId(),
    programmeId: uuid('programme_id').notNull(),
    reference: bytea('reference').notNull(),
    merchantId: uuid('merchant_id').notNull(),
    firstPurchase: integer('first_purchase').notNull(),
    lastPurchase: integer('last_purchase').notNull(),
    /** 19 bytes per purchase, as handed to the contract. */
    packed: bytea('packed').notNull(),
    purchases: integer('purchases').notNull(),
    /** How often the contract refused a batch that held these purchases. */
    refusals: integer('refusals').notNull().default(0),
    createdAt: createdAt(),
    /** When and in which block the ledger credited it; null while it is under way. */
    postedAt: instant('posted_at'),
    blockNumber: bigint('block_number', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.programmeId, table.reference] }),
    index('earn_batch_under_way')
      .on(table.organisationId, table.merchantId)
      .where(sql`posted_at is null`),
  ],
)

/**
 * A purchase that its turn passed over, and why. One dated in the future gets its turn when its time has come; one in a
 * batch that the contract refused is tried again, until the contract refuses it alone.
 */
export const earnException = pgTable(
  'earn_exception',
  {
    organisationId: organisationId(),
    programmeId: uuid('programme_id').notNull(),
    merchantId: uuid('merchant_id').notNull(),
    purchaseNumber: integer('purchase_number').notNull(),
    customerId: uuid('customer_id').notNull(),
    reason: text('reason', { enum: ['future', 'currency', 'amount', 'refused', 'erased'] }).notNull(),
    /** Name of the contract's error, and how often it was refused. */
    refusal: text('refusal'),
    refusals: integer('refusals').notNull().default(0),
    /** When to try again; null for never. */
    dueAt: instant('due_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.programmeId, table.merchantId, table.purchaseNumber] }),
    index('earn_exception_due')
      .on(table.organisationId, table.dueAt)
      .where(sql`due_at is not null`),
    index('earn_exception_customer').on(table.organisationId, table.customerId),
  ],
)

/** Projection of EarnedBatch, one row per purchase: what the contract received, and what it computed. */
export const pointsMovement = pgTable(
  'points_movement',
  {
    organisationId: organisationId(),
    id: id(),
    programmeId: uuid('programme_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    merchantId: uuid('merchant_id').notNull(),
    orderId: uuid('order_id').notNull(),
    /** Number and journal entry of the order, which never change. */
    orderNumber: text('order_number').notNull(),
    orderEntryId: uuid('order_entry_id').notNull(),
    purchaseNumber: integer('purchase_number').notNull(),
    holder: integer('holder').notNull(),
    /** Minor units of the programme's currency, as the contract received them. */
    amount: bigint('amount', { mode: 'bigint' }).notNull(),
    occurredAt: instant('occurred_at').notNull(),
    points: points('points').notNull(),
    /** Version by which the contract computed; 0 if no rule was in force. */
    ruleVersion: integer('rule_version').notNull(),
    epoch: integer('epoch').notNull(),
    entryId: uuid('entry_id').notNull(),
    transactionHash: bytea('transaction_hash').notNull(),
    blockNumber: bigint('block_number', { mode: 'number' }).notNull(),
    /** Time of the block. */
    postedAt: instant('posted_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    unique('points_movement_purchase').on(
      table.organisationId,
      table.programmeId,
      table.merchantId,
      table.purchaseNumber,
    ),
    unique('points_movement_order').on(table.organisationId, table.orderId),
    index('points_movement_customer').on(table.organisationId, table.customerId, table.occurredAt, table.id),
  ],
)

/** What a customer has earned at one merchant: sums over points_movement, kept with it. */
export const customerPoints = pgTable(
  'customer_points',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    merchantId: uuid('merchant_id').notNull(),
    points: points('points').notNull(),
    purchases: integer('purchases').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.customerId, table.merchantId] })],
)
