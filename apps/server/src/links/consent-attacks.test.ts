import { randomBytes, randomInt } from 'node:crypto'
import type { ConsentStanding } from '@candor/api'
import { consentsAbi } from '@candor/contracts'
import { consentAct, decodeRefusal, type ConsentAct, type ConsentPlace } from '@candor/ledger'
import { revertDataOf } from '@candor/ledger/node'
import { encodeFunctionData, hexToBytes, toHex, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { getTransaction } from 'viem/actions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { askMayUse, consentPerson, inPortal, onceOnLedger, type ConsentPerson } from './consent-testing.ts'
import { newCustomers } from './points-testing.ts'

const orderOfSecp256k1 = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

let server: TestServer
let me: ConsentPerson
let owner: SignedIn
let here: ConsentPlace

beforeAll(async () => {
  server = await testServer()
  me = await consentPerson(server, server.organisations[0]!, 'attack')
  owner = await server.signIn('owner')
  here = { chainId: server.ledger.connection.chainId, contract: server.ledger.addresses.Consents }
})
afterAll(async () => server.close())

const person = privateKeyToAccount(generatePrivateKey())
const inAnHour = (): Date => new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000)

const act = (change: Partial<ConsentAct> = {}): ConsentAct => ({
  account: person.address,
  member: me.member,
  consent: toHex(randomBytes(32)),
  state: 'granted',
  content: toHex(randomBytes(32)),
  validUntil: undefined,
  nonce: 1,
  deadline: inAnHour(),
  ...change,
})

const signed = async (what: ConsentAct, place = here): Promise<Hex> => person.signTypedData(consentAct(place, what))

/** What the contract says of a decision that the member brings, without bringing it. */
const verdict = async (what: ConsentAct, signature: Hex): Promise<string> => {
  const args = [consentAct(here, what).message, signature] as const
  const data = encodeFunctionData({ abi: consentsAbi, functionName: 'decide', args })
  try {
    await server.ledger.connection.client.call({ account: me.memberAccount, to: here.contract, data })
    return 'taken'
  } catch (error) {
    const returned = revertDataOf(error)
    if (returned === undefined) throw error
    return decodeRefusal(returned)?.name ?? `unreadable ${returned}`
  }
}

const flipBit = (bytes: Hex, place: number): Hex => {
  const changed = hexToBytes(bytes)
  changed[Math.floor(place / 8)]! ^= 1 << (place % 8)
  return toHex(changed)
}

/** The second signature of the same key over the same digest. */
const malleated = (signature: Hex): Hex => {
  const bytes = hexToBytes(signature)
  const s = orderOfSecp256k1 - BigInt(toHex(bytes.subarray(32, 64)))
  return toHex(
    Buffer.concat([bytes.subarray(0, 32), hexToBytes(toHex(s, { size: 32 })), Buffer.of(bytes[64] === 27 ? 28 : 27)]),
  )
}

describe('a signature', () => {
  it('is refused by name when it is late, for elsewhere, malleable, cut or somebody else’s', async () => {
    const decision = act()
    const signature = await signed(decision)
    expect(await verdict(decision, signature)).toBe('taken')
    const late = act({ deadline: new Date(Date.UTC(2020, 0, 1)) })
    expect(await verdict(late, await signed(late))).toBe('DecisionExpired')
    expect(await verdict(decision, await signed(decision, { ...here, chainId: here.chainId + 1 }))).toBe(
      'WrongSignature',
    )
    expect(await verdict(decision, await signed(decision, { ...here, contract: server.ledger.addresses.Points }))).toBe(
      'WrongSignature',
    )
    expect(await verdict(decision, malleated(signature))).toBe('MalleableSignature')
    expect(await verdict(decision, signature.slice(0, -2) as Hex)).toBe('MalformedSignature')
    expect(await verdict(decision, '0x')).toBe('MalformedSignature')
    const other = privateKeyToAccount(generatePrivateKey())
    expect(await verdict(decision, await other.signTypedData(consentAct(here, decision)))).toBe('WrongSignature')
    const second = act({ nonce: 2 })
    expect(await verdict(second, await signed(second))).toBe('WrongNonce')
  })

  it('is refused in each of 1,000 changed forms', async () => {
    const decision = act()
    const signature = await signed(decision)
    expect(await verdict(decision, signature)).toBe('taken')
    const fields: readonly ((n: number) => Partial<ConsentAct>)[] = [
      () => ({ content: toHex(randomBytes(32)) }),
      () => ({ consent: toHex(randomBytes(32)) }),
      () => ({ account: toHex(randomBytes(20)) }),
      (n) => ({ validUntil: new Date(decision.deadline.getTime() + (n + 1) * 1000) }),
      (n) => ({ deadline: new Date(decision.deadline.getTime() + (n + 1) * 1000) }),
      () => ({ state: 'refused' }),
    ]
    const taken: string[] = []
    const reasons = new Map<string, number>()
    for (let round = 0; round < 1_000; round += 1) {
      const field = fields[randomInt(fields.length * 3)]
      const changed = field === undefined ? decision : { ...decision, ...field(round) }
      // What is not changed about the decision is changed about the signature; the first 520 rounds turn every bit once.
      const place = round < 520 ? round : randomInt(520)
      const bytes = field === undefined || round < 520 ? flipBit(signature, place) : signature
      const reason = await verdict(changed, bytes)
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      if (reason === 'taken') taken.push(`round ${round}`)
    }
    expect(taken).toEqual([])
    expect([...reasons.keys()].filter((name) => name.startsWith('unreadable'))).toEqual([])
    expect([...reasons.values()].reduce((sum, count) => sum + count)).toBe(1_000)
  })

  it('of a decision that the ledger has cannot be used again', async () => {
    const portal = inPortal(server, me)
    const { entryId } = await portal.decide('sharing', 'granted', { recipient: 'partners' })
    const granted = await onceOnLedger(server, me, entryId)
    const hash = granted.ledger.transactionHash as Hex
    const call = await getTransaction(server.ledger.reader.client, { hash })
    const replay = async () =>
      server.ledger.connection.client
        .call({ account: me.memberAccount, to: here.contract, data: call.input })
        .then(() => 'taken')
        .catch((error: unknown) => decodeRefusal(revertDataOf(error) ?? '0x')?.name)
    expect(await replay()).toBe('WrongNonce')
    const { entryId: later } = await portal.decide('sharing', 'withdrawn', { recipient: 'partners' })
    await onceOnLedger(server, me, later)
    expect(await replay()).toBe('WrongNonce')
  })
})

describe('a decision whose signature grew old while the ledger was away', () => {
  it('is signed again and arrives, with those that follow it', async () => {
    const [id] = (await newCustomers(server, me.organisationId, 1, 'late')) as [string]
    const who = await server.signInCustomer(id)
    const portal = inPortal(server, who)
    const choice = await portal.choice('news', 'granted')
    const withdrawal = { ...choice, state: 'withdrawn' as const, categories: [], channels: [] }
    const twoDaysAgo = Date.now() - 2 * 86_400_000
    const { entryId } = await server.db.inOrganisation(me.organisationId, async (tx) => {
      await server.consent.decide(tx, id, choice, twoDaysAgo)
      return server.consent.decide(tx, id, withdrawal, twoDaysAgo + 1)
    })
    expect(await onceOnLedger(server, who, entryId)).toMatchObject({ state: 'withdrawn', number: 2 })
    const attempts = await server.db.inOrganisation(me.organisationId, async (tx) =>
      tx.rows<{ attempts: number; nonce: number }>({
        text: `select attempts, nonce from consent_decision where organisation_id = $1 and customer_id = $2 order by number`,
        values: [tx.organisationId, id],
      }),
    )
    expect(attempts.map(({ nonce }) => nonce)).toEqual([1, 2])
    expect(attempts.every((each) => each.attempts > 0)).toBe(true)
  })
})

describe('grants and withdrawals at the same time', () => {
  it('come one after the other: none is lost, and the ledger ends where the last one does', async () => {
    const [id] = (await newCustomers(server, me.organisationId, 1, 'race')) as [string]
    const who = await server.signInCustomer(id)
    const portal = inPortal(server, who)
    const grant = await portal.choice('news', 'granted')
    let taken = 0
    for (let round = 0; round < 4; round += 1) {
      const seen = (await portal.offer('news')).standing?.number ?? 0
      const choices = Array.from({ length: 6 }, (_, index) =>
        index % 2 === 0
          ? { ...grant, seen }
          : { ...grant, state: 'withdrawn' as const, categories: [], channels: [], seen },
      )
      const answers = await Promise.all(choices.map(async (choice) => portal.send(choice)))
      for (const answer of answers) {
        if (answer.statusCode === 201) taken += 1
        else expect(['CONSENT_CHANGED', 'CONSENT_NOT_GRANTED']).toContain(answer.json<{ code: string }>().code)
      }
    }
    const { standing } = await portal.offer('news')
    expect(standing?.number).toBe(taken)
    const last = await onceOnLedger(server, who, standing?.entryId ?? '')
    const { allowed } = await askMayUse(server, owner, id, {
      category: 'contact-details',
      purpose: 'news',
      recipient: 'self',
    })
    expect(allowed).toBe(last.state === 'granted')
  })

  it('a withdrawal waits for a use that is under way, and the next use is refused', async () => {
    const [id] = (await newCustomers(server, me.organisationId, 1, 'flight')) as [string]
    const who = await server.signInCustomer(id)
    const portal = inPortal(server, who)
    await portal.decide('news', 'granted')
    const withdrawal = await portal.choice('news', 'withdrawn')
    const use = { customerId: id, category: 'contact-details', purpose: 'news', recipient: 'self' }
    const answered: string[] = []
    let withdrawing: Promise<unknown> | undefined
    await server.db.inOrganisation(me.organisationId, async (tx) => {
      expect(await server.consent.mayUse(tx, { ...use, hold: true })).toMatchObject({ allowed: true })
      withdrawing ??= portal.send(withdrawal).then((answer) => answered.push(String(answer.statusCode)))
      await eventually('the withdrawal waits', async () => {
        const { rows } = await server.db.owner.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
              and query like '%for update of c%'`,
        )
        return rows.length > 0
      })
      expect(answered).toEqual([])
      expect(await server.consent.mayUse(tx, use)).toMatchObject({ allowed: true })
    })
    await withdrawing
    expect(answered).toEqual(['201'])
    const after = await server.db.inOrganisation(me.organisationId, async (tx) => server.consent.mayUse(tx, use))
    expect(after).toMatchObject({ allowed: false, reason: 'withdrawn' })
  })
})

describe('what the ledger says otherwise', () => {
  const hashOf = async (customerId: string) =>
    server.db.inOrganisation(me.organisationId, async (tx) =>
      tx.one<{ account: Buffer; hash: Buffer }>({
        text: `select a.account, c.hash from consent c join consent_account a using (organisation_id, customer_id)
                where organisation_id = $1 and customer_id = $2`,
        values: [tx.organisationId, customerId],
      }),
    )

  it('counts, when it knows of a withdrawal that a restored backup does not', async () => {
    const [id] = (await newCustomers(server, me.organisationId, 1, 'restored')) as [string]
    const who = await server.signInCustomer(id)
    const portal = inPortal(server, who)
    const { entryId } = await portal.decide('news', 'granted')
    await onceOnLedger(server, who, entryId)
    const { account, hash } = await hashOf(id)
    const bytes = (value: Buffer): Hex => toHex(value)
    const log = {
      args: {
        member: me.member,
        account: bytes(account),
        consent: bytes(hash),
        state: 3,
        content: toHex(randomBytes(32)),
        validUntil: 0,
        nonce: 2,
      },
      blockNumber: 1_000_000,
      blockTime: new Date(),
      transactionHash: toHex(randomBytes(32)),
    }
    await server.db.inOrganisation(me.organisationId, async (tx) => {
      await server.consent.onLog(tx, log)
      await server.consent.onLog(tx, log)
    })
    expect((await portal.offer('news')).standing).toMatchObject({ state: 'withdrawn', number: 2, inForce: false })
    const use = { category: 'contact-details', purpose: 'news', recipient: 'self' }
    expect(await askMayUse(server, owner, id, use)).toMatchObject({ allowed: false, reason: 'withdrawn' })
  })

  it('is taken back with the block that said it, and taken over again with the next', async () => {
    const [id] = (await newCustomers(server, me.organisationId, 1, 'reorganised')) as [string]
    const who = await server.signInCustomer(id)
    const portal = inPortal(server, who)
    const { entryId } = await portal.decide('news', 'granted')
    const { ledger } = await onceOnLedger(server, who, entryId)
    const standing = async (): Promise<ConsentStanding | null> => (await portal.offer('news')).standing
    await server.db.inOrganisation(me.organisationId, async (tx) =>
      server.consent.onRollback(tx, ledger.blockNumber ?? 0),
    )
    expect(await standing()).toMatchObject({ inForce: true, ledger: { state: 'pending', blockNumber: null } })
    const { account, hash } = await hashOf(id)
    const kept = await server.ledger.reader.consentOf(toHex(account), me.member, toHex(hash))
    const args = {
      member: me.member,
      account: toHex(account),
      consent: toHex(hash),
      state: 1,
      content: kept?.content,
      validUntil: 0,
      nonce: 1,
    }
    const log = { args, blockNumber: 7, blockTime: new Date(), transactionHash: toHex(randomBytes(32)) }
    await server.db.inOrganisation(me.organisationId, async (tx) => server.consent.onLog(tx, log))
    expect(await standing()).toMatchObject({ ledger: { state: 'confirmed', blockNumber: 7 } })
  })

  it('ends a grant that the contract refused for good', async () => {
    const [id] = (await newCustomers(server, me.organisationId, 1, 'refused')) as [string]
    const who = await server.signInCustomer(id)
    const portal = inPortal(server, who)
    const choice = await portal.choice('news', 'granted')
    await server.db.inOrganisation(me.organisationId, async (tx) => {
      const { entryId } = await server.consent.decide(tx, id, choice, Date.now())
      const { callId } = await tx.one<{ callId: string }>({
        text: 'select call_id as "callId" from consent_decision where organisation_id = $1 and entry_id = $2',
        values: [tx.organisationId, entryId],
      })
      // As if the member had been suspended; the call itself is taken out of the outbox.
      await tx.rows({
        text: 'delete from ledger_call where organisation_id = $1 and id = $2',
        values: [tx.organisationId, callId],
      })
      await server.consent.onRefused(tx, {
        id: callId,
        refusal: { name: 'NotMemberKey', args: [me.member, me.memberAccount] },
      })
    })
    expect((await portal.offer('news')).standing).toMatchObject({
      inForce: false,
      ledger: { state: 'refused', refusal: 'NotMemberKey' },
    })
    const use = { category: 'contact-details', purpose: 'news', recipient: 'self' }
    expect(await askMayUse(server, owner, id, use)).toMatchObject({ allowed: false, reason: 'ledger-refused' })
    // The next decision takes the number that the refused one did not use.
    const { entryId } = await portal.decide('news', 'granted')
    expect(await onceOnLedger(server, who, entryId)).toMatchObject({ number: 2, inForce: true })
  })
})
