import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import type { LedgerReader } from '@candor/ledger'
import { erasedAmong } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { hexOf } from '../../../platform/hex.ts'
import { takingPart } from '../programme.ts'
import { contentOf } from '../rewards/content.ts'
import { rewardBody, voucherBody } from '../rewards/entry.ts'
import { rewardColumns, voucherColumns, type StoredReward, type StoredVoucher } from '../rewards/store.ts'

/** What the audit of rewards and vouchers can find. */
type Finding = {
  readonly code:
    | 'REWARD_MISSING'
    | 'REWARD_CHANGED'
    | 'REWARD_UNRECORDED'
    | 'REWARD_LEDGER_DIFFERS'
    | 'VOUCHER_MISSING'
    | 'VOUCHER_CHANGED'
    | 'VOUCHER_UNRECORDED'
    | 'VOUCHER_LEDGER_DIFFERS'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type Entry = { readonly id: string; readonly kind: string; readonly subject: string; readonly body: JsonValue }
type RewardRow = StoredReward & { readonly firstStock: number; readonly firstEndsAt: Date | null }
type VoucherRow = StoredVoucher & { readonly name: string; readonly nameZh: string; readonly item: number | null }
type Reader = Pick<LedgerReader, 'rewardOf' | 'voucherOf'>

const at = (
  table: 'reward' | 'voucher',
  code: Finding['code'],
  id: string,
  what: string,
  detail: Finding['detail'] = {},
): Finding => ({ code, table, key: `${table} ${id}`, what, detail })

const textIn = (body: JsonObject, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

/** Names of what a recorded body says otherwise than the rows do now. */
const differing = (recorded: JsonObject, stored: JsonObject): string[] =>
  Object.keys(stored).filter((name) => canonicalJson(stored[name] ?? null) !== canonicalJson(recorded[name] ?? null))

const rewardsBy = async (tx: Tx, ids: readonly string[]): Promise<Map<string, RewardRow>> => {
  const rows = await tx.rows<RewardRow>({
    name: 'reward-audit',
    text: `select ${rewardColumns}, r.first_stock::float8 as "firstStock", r.first_ends_at as "firstEndsAt"
             from reward r where r.organisation_id = $1 and r.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

const vouchersBy = async (tx: Tx, ids: readonly string[]): Promise<Map<string, VoucherRow>> => {
  const rows = await tx.rows<VoucherRow>({
    name: 'voucher-audit',
    text: `select ${voucherColumns}, r.name, r.name_zh as "nameZh", r.item
             from voucher v join reward r on r.organisation_id = v.organisation_id and r.id = v.reward_id
            where v.organisation_id = $1 and v.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

const checkReward = (entry: Entry, row: RewardRow | undefined): Finding[] => {
  const recorded = entry.body as JsonObject
  const id = textIn(recorded, 'rewardId')
  if (row === undefined) return [at('reward', 'REWARD_MISSING', id, 'A reward that was recorded is gone.')]
  const fields = differing(recorded, rewardBody(row, row.firstStock, row.firstEndsAt))
  if (row.entryId !== entry.id) fields.push('entry')
  if (!contentOf(row).equals(row.content)) fields.push('content')
  if (fields.length === 0) return []
  return [at('reward', 'REWARD_CHANGED', id, 'A reward is not as it was recorded.', { entry: entry.id, fields })]
}

/** Which state goes with the entry that was the last about a voucher. */
const stateAfter: Readonly<Record<string, StoredVoucher['state']>> = {
  'voucher.requested': 'requested',
  'reward.redeemed': 'valid',
  'voucher.refused': 'refused',
  'voucher.used': 'used',
  'voucher.cancelled': 'cancelled',
  'voucher.kept': 'valid',
}

const checkVoucher = (entry: Entry, row: VoucherRow | undefined, erased: ReadonlySet<string>): Finding[] => {
  const recorded = entry.body as JsonObject
  const id = textIn(recorded, 'voucherId')
  if (row === undefined) return [at('voucher', 'VOUCHER_MISSING', id, 'A voucher that was recorded is gone.')]
  const { rewardId } = row
  const fields = differing(
    recorded,
    voucherBody(row, { id: rewardId, name: row.name, nameZh: row.nameZh, item: row.item }),
  )
  // What happened after its customer was erased is recorded with the company.
  if (row.customerId !== entry.subject && !erased.has(row.customerId)) fields.push('customer')
  if (row.entryId === entry.id && row.state !== stateAfter[entry.kind]) fields.push('state')
  if (row.redeemedEntryId === entry.id) {
    const given = { transactionHash: row.transactionHash && hexOf(row.transactionHash) }
    fields.push(...differing(recorded, { ...given, expiresAt: row.expiresAt?.toISOString() ?? null }))
  }
  if (fields.length === 0) return []
  return [at('voucher', 'VOUCHER_CHANGED', id, 'A voucher is not as it was recorded.', { entry: entry.id, fields })]
}

/** What the contract has to say of a voucher whose last step it has confirmed. */
const checkOnLedger = async (row: VoucherRow, member: number | undefined, ledger: Reader): Promise<Finding[]> => {
  if (member === undefined || row.redeemedAt === null) return []
  const found = await ledger.voucherOf(member, hexOf(row.reference))
  const isConfirmed = row.closedAt === null || row.closedBlock !== null
  const stored: JsonObject = {
    item: row.item,
    holder: row.holder,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    ...(isConfirmed && { state: row.state }),
  }
  const said: JsonObject = {
    item: found?.item ?? null,
    holder: found?.holder ?? null,
    expiresAt: found?.expiresAt.toISOString() ?? null,
    state: found?.state ?? 'none',
  }
  const fields = differing(said, stored)
  if (fields.length === 0) return []
  const what = 'A voucher is not what the ledger holds.'
  return [at('voucher', 'VOUCHER_LEDGER_DIFFERS', row.id, what, { fields, ledger: said })]
}

const compare = async (tx: Tx, ledger: () => Reader, entries: readonly Entry[]): Promise<Finding[]> => {
  const [offers, others] = [
    entries.filter(({ kind }) => kind === 'reward.submitted'),
    entries.filter(({ kind }) => kind !== 'reward.submitted'),
  ]
  const idsIn = (some: readonly Entry[], name: string) => some.map(({ body }) => textIn(body as JsonObject, name))
  const rewards = await rewardsBy(tx, idsIn(offers, 'rewardId'))
  const vouchers = await vouchersBy(tx, idsIn(others, 'voucherId'))
  const erased = await erasedAmong(
    tx,
    [...vouchers.values()].map(({ customerId }) => customerId),
  )
  const findings = [
    ...offers.flatMap((entry) => checkReward(entry, rewards.get(textIn(entry.body as JsonObject, 'rewardId')))),
    ...others.flatMap((entry) =>
      checkVoucher(entry, vouchers.get(textIn(entry.body as JsonObject, 'voucherId')), erased),
    ),
  ]
  const members = new Map<string, number>()
  for (const { programmeId } of vouchers.values()) {
    for (const { merchantId, member } of await takingPart(tx, programmeId)) members.set(merchantId, member)
  }
  const given = new Set(
    idsIn(
      others.filter(({ kind }) => kind === 'reward.redeemed'),
      'voucherId',
    ),
  )
  for (const row of vouchers.values()) {
    if (given.has(row.id)) findings.push(...(await checkOnLedger(row, members.get(row.merchantId), ledger())))
  }
  return findings
}

/** Rewards that nothing is under way for, with what the ledger should hold of them. */
const settledRewards = async (tx: Tx): Promise<RewardRow[]> =>
  tx.rows<RewardRow>({
    name: 'reward-audit-settled',
    text: `select ${rewardColumns}, r.first_stock::float8 as "firstStock", r.first_ends_at as "firstEndsAt"
             from reward r where r.organisation_id = $1 and r.state = 'offered'
              and not exists (select from reward_stock s where s.organisation_id = $1 and s.reward_id = r.id
                                 and s.state = 'requested')
              and not exists (select from voucher v where v.organisation_id = $1 and v.reward_id = r.id
                                 and (v.state = 'requested' or (v.state = 'cancelled' and v.closed_block is null)))`,
    values: [tx.organisationId],
  })

const checkOffers = async (tx: Tx, ledger: Reader): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const row of await settledRewards(tx)) {
    const found = row.item === null ? undefined : await ledger.rewardOf(row.item)
    const stored: JsonObject = { price: row.price, stock: row.stock, content: hexOf(row.content) }
    const said: JsonObject = {
      price: found?.price ?? null,
      stock: found?.stock ?? null,
      content: found?.content ?? null,
    }
    const fields = differing(said, stored)
    const what = 'A reward is not what the ledger holds.'
    if (fields.length > 0) findings.push(at('reward', 'REWARD_LEDGER_DIFFERS', row.id, what, { fields, ledger: said }))
  }
  return findings
}

const unrecorded = async (tx: Tx, table: 'reward' | 'voucher'): Promise<Finding[]> => {
  // Of a customer who was erased meanwhile the company’s entries speak.
  const erased = `exists (select from subject_key k where k.organisation_id = $1 and k.subject_id = t.customer_id
                             and k.destroyed_at is not null)`
  const subject =
    table === 'voucher' ? `(e.subject = t.customer_id or (e.subject = $1 and ${erased}))` : 'e.subject = $1'
  const rows = await tx.rows<{ id: string }>({
    name: `${table}-audit-unrecorded`,
    text: `select t.id from ${table} t where t.organisation_id = $1 and not exists (select from journal_entry e
             where e.organisation_id = $1 and e.id = t.entry_id and ${subject}) limit 100`,
    values: [tx.organisationId],
  })
  const code = table === 'voucher' ? 'VOUCHER_UNRECORDED' : 'REWARD_UNRECORDED'
  return rows.map(({ id }) => at(table, code, id, `The journal does not speak of this ${table}.`))
}

/** The auditor of rewards: rows against journal and ledger, both ways. */
export const rewardsAuditor = (needs: { readonly ledger: () => Reader }) => ({
  name: 'rewards',
  kinds: ['reward.submitted', ...Object.keys(stateAfter)],
  compare: async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => compare(tx, needs.ledger, entries),
  finish: async (tx: Tx): Promise<Finding[]> => [
    ...(await unrecorded(tx, 'reward')),
    ...(await unrecorded(tx, 'voucher')),
    ...(await checkOffers(tx, needs.ledger())),
  ],
})
