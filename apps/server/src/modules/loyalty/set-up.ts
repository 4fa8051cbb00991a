import { referenceOf } from '@candor/ledger'
import { stringToHex } from 'viem'
import type { Database, Tx } from '../../platform/db/index.ts'
import { bytesOf } from '../../platform/hex.ts'
import type { Call, EnqueueCall } from './needs.ts'
import { findProgramme, takingPart } from './programme.ts'
import { publishCall, type NewRule } from './publish-rule.ts'

/** A programme to be, with its merchants and the history of their rules. */
export type ProgrammeSetUp = {
  readonly name: string
  readonly nameZh: string
  /** ISO 4217. */
  readonly currency: string
  /** Seconds of an epoch (at least an hour), and for how many of them points live (1 to 7). */
  readonly epochLength: number
  readonly lifetimeEpochs: number
  readonly merchants: readonly {
    readonly merchantId: string
    /** Oldest first. They may start in the past: nothing has earned yet. */
    readonly rules: readonly NewRule[]
  }[]
}

/** What setting up needs of others. */
export type SetUpNeeds = {
  readonly enqueueCall: EnqueueCall
  readonly merchantsOf: (tx: Tx) => Promise<readonly { readonly id: string; readonly name: string }[]>
  /** Has an organisation or a merchant admitted to the ledger, unless it is already. */
  readonly ensureMember: (tx: Tx, member: { readonly subject: string; readonly name: string }) => Promise<unknown>
  /** The member that stands for the organisation or a merchant; its number is null until the ledger has given it. */
  readonly findMember: (tx: Tx, subject: string) => Promise<{ readonly number: number | null } | undefined>
}

const patience = 120_000

/** Looks again and again until something is there. */
const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
  const deadline = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`the ledger has not brought ${what} within ${patience / 1000} seconds`)
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
}

const organisationName = async (tx: Tx): Promise<string> => {
  const { name } = await tx.one<{ name: string }>({
    text: 'select name from organisation where id = $1',
    values: [tx.organisationId],
  })
  return name
}

const admit = async (tx: Tx, needs: SetUpNeeds, setUp: ProgrammeSetUp): Promise<void> => {
  const merchants = await needs.merchantsOf(tx)
  await needs.ensureMember(tx, { subject: tx.organisationId, name: await organisationName(tx) })
  for (const { merchantId } of setUp.merchants) {
    const merchant = merchants.find(({ id }) => id === merchantId)
    if (!merchant) throw new Error(`there is no merchant ${merchantId}`)
    await needs.ensureMember(tx, { subject: merchantId, name: merchant.name })
  }
}

/** Numbers by subject once every member has one. */
const numbersOf = async (
  tx: Tx,
  needs: SetUpNeeds,
  subjects: readonly string[],
): Promise<Map<string, number> | undefined> => {
  const numbers = new Map<string, number>()
  for (const subject of subjects) {
    const member = await needs.findMember(tx, subject)
    if (typeof member?.number !== 'number') return undefined
    numbers.set(subject, member.number)
  }
  return numbers
}

const create = async (
  tx: Tx,
  needs: SetUpNeeds,
  setUp: ProgrammeSetUp,
  numbers: ReadonlyMap<string, number>,
): Promise<void> => {
  const operator = numbers.get(tx.organisationId)!
  const reference = referenceOf('programme', tx.organisationId)
  const { name, nameZh, currency, epochLength, lifetimeEpochs } = setUp
  const made = await tx.maybe<{ id: string }>({
    text: `insert into programme (organisation_id, operator, reference, name, name_zh, currency, epoch_length, lifetime_epochs)
           select $1, $2, $3, $4, $5, $6, $7, $8
            where not exists (select from programme where organisation_id = $1) returning id`,
    values: [tx.organisationId, operator, bytesOf(reference), name, nameZh, currency, epochLength, lifetimeEpochs],
  })
  if (!made) return
  await tx.rows({
    text: `insert into programme_merchant (organisation_id, programme_id, merchant_id, member)
           select $1, $2, m.* from unnest($3::uuid[], $4::int[]) as m`,
    values: [
      tx.organisationId,
      made.id,
      setUp.merchants.map(({ merchantId }) => merchantId),
      setUp.merchants.map(({ merchantId }) => numbers.get(merchantId)),
    ],
  })
  const args = [reference, operator, name, stringToHex(currency, { size: 3 }), epochLength, lifetimeEpochs]
  await needs.enqueueCall(tx, { reference, contract: 'Programmes', functionName: 'createProgramme', args }, operator)
}

/** Merchants, rules, opening: all signed by the operator, so the ledger takes them in this order. */
const publish = async (tx: Tx, needs: SetUpNeeds, setUp: ProgrammeSetUp): Promise<true | undefined> => {
  const programme = await findProgramme(tx)
  if (!programme) return undefined
  const members = new Map((await takingPart(tx, programme.id)).map(({ merchantId, member }) => [merchantId, member]))
  for (const { merchantId, rules } of setUp.merchants) {
    const member = members.get(merchantId)
    if (member === undefined) throw new Error(`merchant ${merchantId} takes no part in the programme`)
    const of = [String(programme.number), String(member)]
    const args = [programme.number, member]
    const takePart = referenceOf('take-part', ...of)
    const calls: Call[] = [
      { reference: takePart, contract: 'Programmes', functionName: 'setMerchant', args: [...args, true] },
      ...rules.map((rule) => publishCall(programme, member, rule)),
      { reference: referenceOf('open', ...of), contract: 'EarnRules', functionName: 'open', args },
    ]
    for (const call of calls) await needs.enqueueCall(tx, call, programme.operator)
  }
  return true
}

const isOpen = async (tx: Tx): Promise<true | undefined> => {
  const programme = await findProgramme(tx)
  const merchants = programme ? await takingPart(tx, programme.id) : []
  return merchants.length > 0 && merchants.every((merchant) => merchant.isOpen) ? true : undefined
}

/**
 * Sets up the points programme of an organisation: members on the ledger, programme, rules with their history, opening.
 * Resolves when purchases earn. May be called again after a crash at any point, with the same content: everything that
 * is done already is passed over.
 * @throws Error when the ledger does not answer within two minutes
 */
export const setUpProgramme = async (
  db: Database,
  needs: SetUpNeeds,
  organisationId: string,
  setUp: ProgrammeSetUp,
): Promise<void> => {
  const within = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> => db.inOrganisation(organisationId, run)
  if (await within(isOpen)) return
  await within(async (tx) => admit(tx, needs, setUp))
  const subjects = [organisationId, ...setUp.merchants.map(({ merchantId }) => merchantId)]
  const numbers = await until('the members', async () => within(async (tx) => numbersOf(tx, needs, subjects)))
  await within(async (tx) => create(tx, needs, setUp, numbers))
  await until('the programme', async () => within(async (tx) => publish(tx, needs, setUp)))
  await until('the opening of the rules', async () => within(isOpen))
}
