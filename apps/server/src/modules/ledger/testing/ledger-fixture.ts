import { packEarnItems, type EarnItem } from '@candor/api'
import { referenceOf } from '@candor/ledger'
import { bytesToHex, stringToHex, type Hex } from 'viem'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { TestServer } from '../../../testing/index.ts'
import { enqueueCall, ensureMember, findMember, type LedgerCallRequest } from '../index.ts'
import { until } from './until.ts'

/** A rule as the contract takes it. */
export type TestRule = {
  readonly pointsNumerator: number
  readonly spendUnit: number
  readonly minimumSpend: number
  readonly maximumPoints: number
  readonly startsAt: number
  readonly endsAt: number
}

/** One point per whole pound, from one pound, at most 1,000. */
export const plainRule = (startsAt: number): TestRule => ({
  pointsNumerator: 1,
  spendUnit: 100,
  minimumSpend: 100,
  maximumPoints: 1_000,
  startsAt,
  endsAt: 0,
})

/** A call as the outbox keeps it. */
export type CallRow = {
  id: string
  state: string
  attempts: number
  refusal: { name: string; args: unknown[] } | null
  blockNumber: number | null
}

/** One organisation's dealings with the ledger of a test server. */
export const onLedger = (server: Pick<TestServer, 'db'>, organisationId: string) => {
  const inOrganisation = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
    server.db.inOrganisation(organisationId, run)

  const rowOf = async (reference: Hex): Promise<CallRow | undefined> =>
    inOrganisation(async (tx) =>
      tx.maybe<CallRow>({
        text: `select id, state, attempts, refusal, block_number as "blockNumber" from ledger_call
                where organisation_id = $1 and reference = $2`,
        values: [organisationId, Buffer.from(reference.slice(2), 'hex')],
      }),
    )

  const settled = async (reference: Hex): Promise<CallRow> =>
    until(async () => {
      const row = await rowOf(reference)
      return row?.state === 'mined' || row?.state === 'failed' ? row : undefined
    })

  const enqueue = async (call: LedgerCallRequest, member: number): Promise<{ id: string }> =>
    inOrganisation(async (tx) => enqueueCall(tx, call, member))

  return {
    inOrganisation,
    enqueue,
    rowOf,
    settled,
    /** Admits the organisation, or a merchant of it. @returns its number */
    admit: async (subject: string = organisationId, name = 'A company'): Promise<number> => {
      await inOrganisation(async (tx) => ensureMember(tx, { subject, name }))
      return until(async () => (await inOrganisation(async (tx) => findMember(tx, subject)))?.number)
    },
    /** Asks for a call and waits until the ledger has done with it. */
    call: async (call: LedgerCallRequest, member: number): Promise<CallRow> => {
      await enqueue(call, member)
      return settled(call.reference)
    },
  }
}

export type OnLedger = ReturnType<typeof onLedger>

/** A programme with one merchant whose rules are open, and holders 1 … `holders`. */
export const openProgramme = async (
  server: Pick<TestServer, 'db' | 'ledger'>,
  organisationId: string,
  rules: readonly TestRule[],
  holders: number,
) => {
  const ledger = onLedger(server, organisationId)
  const operator = await ledger.admit()
  const merchant = await ledger.admit(uuidv7(), 'Harbour Books')
  const key = uuidv7()
  const reference = referenceOf('programme', key)
  const created = await ledger.call(
    {
      reference,
      contract: 'Programmes',
      functionName: 'createProgramme',
      args: [reference, operator, 'Harbour Points', stringToHex('GBP'), 86_400, 3],
    },
    operator,
  )
  if (created.state !== 'mined') throw new Error(`the programme was refused: ${JSON.stringify(created.refusal)}`)
  const programme = await server.ledger.reader.programmeByReference(operator, reference)
  if (programme === undefined) throw new Error('the ledger does not know the programme')

  // From here on nothing waits for the call before it: each builds on the one before in the same outbox.
  await ledger.call(
    {
      reference: referenceOf('merchant', key),
      contract: 'Programmes',
      functionName: 'setMerchant',
      args: [programme, merchant, true],
    },
    operator,
  )
  for (const [index, rule] of rules.entries()) {
    await ledger.enqueue(
      {
        reference: referenceOf('rule', key, String(index)),
        contract: 'EarnRules',
        functionName: 'publish',
        args: [programme, merchant, rule],
      },
      merchant,
    )
  }
  const opened = referenceOf('open', key)
  await ledger.enqueue(
    { reference: opened, contract: 'EarnRules', functionName: 'open', args: [programme, merchant] },
    merchant,
  )
  const enrolled = referenceOf('enrol', key)
  const accounts = Array.from({ length: holders }, (_, index) => `0x${(0xa000 + index).toString(16).padStart(40, '0')}`)
  await ledger.enqueue(
    { reference: enrolled, contract: 'Points', functionName: 'enrol', args: [programme, merchant, enrolled, accounts] },
    merchant,
  )
  await ledger.settled(enrolled)
  let batches = 0
  return {
    ...ledger,
    operator,
    merchant,
    programme,
    opened,
    accounts: accounts as readonly Hex[],
    /** The call that reports purchases. */
    earning: (items: readonly EarnItem[]): LedgerCallRequest => {
      const batch = referenceOf('earn', key, String((batches += 1)))
      return {
        reference: batch,
        contract: 'Points',
        functionName: 'earnBatch',
        args: [programme, merchant, batch, bytesToHex(packEarnItems(items))],
      }
    },
  }
}
