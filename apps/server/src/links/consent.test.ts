import { createHmac } from 'node:crypto'
import {
  consentEntryBody,
  consentMatter,
  consentPaths,
  consentRecordOf,
  consentRoutes,
  portalConsentRoutes,
  type ConsentRecordDocument,
  type ConsentStanding,
} from '@candor/api'
import { canonicalJson, parseReceipt, verifyReceipt, type JsonObject } from '@candor/journal'
import { consentAct } from '@candor/ledger'
import { recoverTypedDataAddress, type Hex } from 'viem'
import { getTransaction } from 'viem/actions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import {
  askMayUse,
  consentPerson,
  inPortal,
  onceOnLedger,
  type ConsentPerson,
  type Timeline,
} from './consent-testing.ts'
import { newCustomers } from './points-testing.ts'

let server: TestServer
let me: ConsentPerson
let owner: SignedIn
let portal: ReturnType<typeof inPortal>

beforeAll(async () => {
  server = await testServer()
  me = await consentPerson(server, server.organisations[0]!, 'consent')
  owner = await server.signIn('owner')
  portal = inPortal(server, me)
})
afterAll(async () => server.close())

const news = { category: 'contact-details', purpose: 'news', recipient: 'self' }

/** A customer of the same organisation about whom nothing was decided. */
const somebodyNew = async (prefix: string) => {
  const [id] = (await newCustomers(server, me.organisationId, 1, prefix)) as [string]
  const who = await server.signInCustomer(id)
  return { id, who, portal: inPortal(server, who) }
}

describe('a customer who decides', () => {
  it('reads what, why, who and how long before anything is allowed', async () => {
    const { items, account } = await portal.list()
    expect(account).toBeNull()
    expect(items.map(({ purpose }) => purpose.slug)).toEqual(['news', 'personal-offers', 'insight', 'sharing'])
    for (const { notice, choices } of items) {
      for (const text of [notice.title, notice.what, notice.why, notice.retention]) {
        expect(text.en.length).toBeGreaterThan(3)
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
      }
      expect(choices.every(({ standing }) => standing === null)).toBe(true)
    }
    expect(await askMayUse(server, owner, me.id, news)).toMatchObject({
      allowed: false,
      reason: 'never-asked',
      evidence: null,
    })
  })

  it('grants: it holds at once, stands in the journal, and reaches the ledger as a commitment', async () => {
    const granted = await portal.decide('news', 'granted')
    expect(granted).toMatchObject({ state: 'granted', number: 1, inForce: true, noticeVersion: 1 })
    const answer = await askMayUse(server, owner, me.id, { ...news, channel: 'email' })
    expect(answer).toMatchObject({
      allowed: true,
      reason: 'granted',
      evidence: { entryId: granted.entryId, noticeVersion: 1 },
    })

    const confirmed = await onceOnLedger(server, me, granted.entryId)
    const { items } = (
      await server.app.inject({ url: '/api/portal/timeline?topic=consent', headers: me.headers })
    ).json<Timeline>()
    expect(items.map(({ kind }) => kind)).toEqual(['consent.granted'])
    const body = consentEntryBody.parse(items[0]!.body)
    const kept = await server.ledger.reader.consentOf(body.signer.account as Hex, me.member, body.ledger.consent as Hex)
    expect(kept).toMatchObject({ state: 'granted', content: body.ledger.content, nonce: 1 })
    expect(kept?.validUntil?.toISOString()).toBe(body.decision.validUntil)

    const hash = confirmed.ledger.transactionHash as Hex
    const { input } = await getTransaction(server.ledger.reader.client, { hash })
    const plain = [me.id, confirmed.purposeId, confirmed.recipientId, me.organisationId].map((id) =>
      id.replaceAll('-', ''),
    )
    for (const hidden of [...plain, Buffer.from('news').toString('hex')]) expect(input).not.toContain(hidden)
  })

  it('withdraws: it is denied in the same moment, and the ledger follows', async () => {
    const withdrawn = await portal.decide('news', 'withdrawn')
    expect(withdrawn).toMatchObject({ state: 'withdrawn', number: 2, inForce: false, ledger: { state: 'pending' } })
    expect(await askMayUse(server, owner, me.id, news)).toMatchObject({ allowed: false, reason: 'withdrawn' })
    const { decidedAt } = withdrawn
    await onceOnLedger(server, me, withdrawn.entryId)
    const before = new Date(Date.parse(decidedAt) - 1).toISOString()
    expect(await askMayUse(server, owner, me.id, { ...news, at: before })).toMatchObject({ allowed: true })
    expect(await askMayUse(server, owner, me.id, { ...news, at: decidedAt })).toMatchObject({ allowed: false })
  })

  it('refuses, and that is recorded as well', async () => {
    const refused = await portal.decide('insight', 'refused')
    expect(refused).toMatchObject({ state: 'refused', inForce: false })
    await onceOnLedger(server, me, refused.entryId)
    expect(
      await askMayUse(server, owner, me.id, { category: 'purchases', purpose: 'insight', recipient: 'self' }),
    ).toMatchObject({ allowed: false, reason: 'refused' })
  })

  it('allows only the categories that were ticked, for the recipient that was named', async () => {
    await portal.decide('personal-offers', 'granted', { categories: ['purchases'] })
    const ask = async (category: string, recipient = 'self') =>
      (await askMayUse(server, owner, me.id, { category, purpose: 'personal-offers', recipient })).reason
    expect(await ask('purchases')).toBe('granted')
    expect(await ask('points')).toBe('category-not-included')
    expect(await ask('purchases', 'partners')).toBe('never-asked')
    const again = await portal.decide('personal-offers', 'granted', { categories: ['points'] })
    expect(await ask('purchases')).toBe('category-not-included')
    expect(await ask('points')).toBe('granted')
    await onceOnLedger(server, me, again.entryId)
  })

  it('gets the same answer, and one decision, for a request that is sent twice', async () => {
    const { portal: own } = await somebodyNew('twice')
    const choice = await own.choice('news', 'granted')
    const headers = { 'idempotency-key': 'a-key-of-eight-or-more' }
    const [first, second] = [await own.send(choice, headers), await own.send(choice, headers)]
    expect(second.json()).toEqual(first.json())
    expect((await own.offer('news')).standing?.number).toBe(1)
  })
})

describe('the record of a decision', () => {
  it('proves by itself what was decided, and is the same when made again from its proof', async () => {
    const { id, who, portal: own } = await somebodyNew('record')
    const { entryId } = await own.decide('sharing', 'granted', { recipient: 'partners', categories: ['points'] })
    const response = await eventually('the entry is sealed', async () => {
      const answer = await server.app.inject({ url: consentPaths.record(entryId), headers: who.headers })
      return answer.statusCode === 200 && answer
    })
    expect(response.headers['content-type']).toContain('application/ld+json')
    const record = response.json<ConsentRecordDocument>()
    expect(record['@type']).toContain('dpv:ConsentRecord')
    expect(record['dpv:hasConsentStatus']['@type']).toBe('dpv:ConsentGiven')

    const receipt = record['candor:proof']['candor:receipt']
    const source = await server.app.inject({ url: `/api/journal/source?organisationId=${me.organisationId}` })
    const { journalKey: logKey } = source.json<{ journalKey: string }>()
    expect(await verifyReceipt(receipt, { logKey })).toMatchObject({ ok: true })
    const { entry, opened } = parseReceipt(receipt)
    const body = consentEntryBody.parse(opened?.body)
    expect(entry.subject).toBe(id)
    expect(consentRecordOf({ entry, body, receipt })).toEqual(record)

    // Once more, from the specifications alone: HMAC-SHA-256 over RFC 8785 text, and the signer of EIP-712 data.
    const { decision, ledger, signer } = body
    const under = (salt: string, value: unknown): string =>
      `0x${createHmac('sha256', Buffer.from(salt, 'hex'))
        .update(canonicalJson(value as JsonObject))
        .digest('hex')}`
    expect(under(ledger.contentSalt, decision)).toBe(ledger.content)
    expect(under(ledger.consentSalt, consentMatter(entry.organisation, decision))).toBe(ledger.consent)
    const act = consentAct(
      { chainId: ledger.chainId, contract: ledger.contract as Hex },
      {
        account: signer.account as Hex,
        member: ledger.member,
        consent: ledger.consent as Hex,
        state: decision.state,
        content: ledger.content as Hex,
        validUntil: decision.validUntil === null ? undefined : new Date(decision.validUntil),
        nonce: ledger.nonce,
        deadline: new Date(ledger.deadline),
      },
    )
    const recovered = await recoverTypedDataAddress({ ...act, signature: ledger.signature as Hex })
    expect(recovered.toLowerCase()).toBe(signer.account)
  })

  it('is for the person alone, and only for decisions', async () => {
    const { who } = await somebodyNew('stranger')
    const { entryId } = await portal.decide('personal-offers', 'withdrawn')
    const [created] = (
      await server.app.inject({ url: '/api/portal/timeline?topic=details', headers: me.headers })
    ).json<Timeline>().items
    const codeOf = async (id: string, by: SignedIn) =>
      eventually('the entry is sealed', async () => {
        const answer = await server.app.inject({ url: consentPaths.record(id), headers: by.headers })
        const { code } = answer.json<{ code?: string }>()
        return code !== 'JOURNAL_NOT_SEALED_YET' && [answer.statusCode, code]
      })
    expect(await codeOf(entryId, who)).toEqual([404, 'CONSENT_ENTRY_NOT_FOUND'])
    expect(await codeOf(created!.id, me)).toEqual([404, 'CONSENT_ENTRY_NOT_FOUND'])
    expect(await codeOf('not-an-id', me)).toEqual([404, 'CONSENT_ENTRY_NOT_FOUND'])
    expect((await codeOf(entryId, me))[0]).toBe(200)
  })
})

describe('a notice', () => {
  const publish = async (slug: string, change: { renews: boolean; after?: number }) => {
    const { purpose, notice } = await portal.offer(slug)
    const { title, what, why, retention, months } = notice
    const ids = (terms: readonly { id: string }[]) => terms.map(({ id }) => id)
    const payload = {
      after: change.after ?? notice.version,
      notice: {
        title,
        what,
        why,
        retention,
        months,
        renews: change.renews,
        categories: ids(notice.categories),
        recipients: ids(notice.recipients),
        channels: ids(notice.channels),
      },
    }
    const url = consentRoutes.publishNotice.path.replace(':id', purpose.id)
    return server.app.inject({ method: 'POST', url, headers: owner.headers, payload })
  }

  it('keeps earlier grants valid unless it says that they end', async () => {
    const { id, portal: own } = await somebodyNew('renew')
    await own.decide('news', 'granted')
    const ask = async () => (await askMayUse(server, owner, id, news)).reason
    expect((await publish('news', { renews: false })).statusCode).toBe(201)
    expect(await ask()).toBe('granted')
    expect((await publish('news', { renews: true })).statusCode).toBe(201)
    expect(await ask()).toBe('renewal-needed')
    expect((await own.offer('news')).standing).toMatchObject({ noticeVersion: 1, inForce: false })
    await own.decide('news', 'granted')
    expect(await ask()).toBe('granted')
  })

  it('has to be read in its newest version', async () => {
    const { portal: own } = await somebodyNew('old-notice')
    const choice = await own.choice('news', 'granted')
    await publish('news', { renews: false })
    const answer = await own.send(choice)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, 'CONSENT_NOTICE_CHANGED'])
    expect((await own.offer('news')).standing).toBeNull()
  })

  it('is not published over one that somebody else published meanwhile', async () => {
    const { notice } = await portal.offer('news')
    const answer = await publish('news', { renews: false, after: notice.version - 1 })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, 'CONSENT_NOTICE_CHANGED'])
  })

  it('of a retired purpose allows nothing and asks nobody, but can be withdrawn from', async () => {
    const { id, portal: own } = await somebodyNew('retired')
    const choice = await own.choice('insight', 'granted')
    await own.decide('insight', 'granted')
    const url = consentRoutes.retire.path.replace(':id', choice.purposeId)
    const retire = async (retired: boolean) =>
      server.app.inject({ method: 'PUT', url, headers: owner.headers, payload: { retired } })
    expect((await retire(true)).statusCode).toBe(200)
    const use = { category: 'purchases', purpose: 'insight', recipient: 'self' }
    expect((await askMayUse(server, owner, id, use)).reason).toBe('purpose-retired')
    expect((await own.send({ ...choice, seen: 1 })).json<{ code: string }>().code).toBe('CONSENT_PURPOSE_UNKNOWN')
    expect((await own.send({ ...choice, state: 'withdrawn', categories: [] })).statusCode).toBe(201)
    expect((await own.list()).items.map(({ purpose }) => purpose.slug)).not.toContain('insight')
    expect((await retire(false)).statusCode).toBe(200)
    expect((await askMayUse(server, owner, id, use)).reason).toBe('withdrawn')
  })
})

describe('what is not possible', () => {
  it('is refused with a code, and nothing is recorded', async () => {
    const { who, portal: own } = await somebodyNew('impossible')
    const choice = await own.choice('news', 'granted')
    const elsewhere = '01890a5d-ac96-774b-bcce-b302099a8057'
    const cases = [
      [{ purposeId: elsewhere }, 404, 'CONSENT_PURPOSE_UNKNOWN'],
      [{ recipientId: elsewhere }, 422, 'CONSENT_SCOPE_INVALID'],
      [{ categories: [elsewhere] }, 422, 'CONSENT_SCOPE_INVALID'],
      [{ categories: [] }, 422, 'CONSENT_SCOPE_INVALID'],
      [{ channels: [] }, 422, 'CONSENT_SCOPE_INVALID'],
      [{ state: 'refused' }, 422, 'CONSENT_SCOPE_INVALID'],
      [{ noticeVersion: 999 }, 409, 'CONSENT_NOTICE_CHANGED'],
      [{ seen: 3 }, 409, 'CONSENT_CHANGED'],
      [{ state: 'withdrawn', categories: [], channels: [] }, 409, 'CONSENT_NOT_GRANTED'],
      [{ state: 'perhaps' }, 400, 'HTTP_INVALID_REQUEST'],
      [{ language: 'fr' }, 400, 'HTTP_INVALID_REQUEST'],
      [{ extra: 1 }, 400, 'HTTP_INVALID_REQUEST'],
    ] as const
    for (const [change, status, code] of cases) {
      const answer = await own.send({ ...choice, ...change } as typeof choice)
      expect([change, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([change, status, code])
    }
    const timeline = await server.app.inject({ url: '/api/portal/timeline?topic=consent', headers: who.headers })
    expect(timeline.json<Timeline>().items).toEqual([])
    expect(await own.list()).toMatchObject({ account: null })
  })

  it('never allows what the catalogue does not know', async () => {
    const ask = async (change: Record<string, string>) =>
      (await askMayUse(server, owner, me.id, { ...news, ...change })).reason
    expect(await ask({ purpose: 'no-such' })).toBe('unknown-purpose')
    expect(await ask({ category: 'no-such' })).toBe('unknown-category')
    expect(await ask({ recipient: 'no-such' })).toBe('unknown-recipient')
    expect(await ask({ channel: 'no-such' })).toBe('unknown-channel')
  })
})

describe('roles and organisations', () => {
  it('let owners alone change the catalogue', async () => {
    const { purpose } = await portal.offer('news')
    const payloads = [
      ['POST', consentRoutes.setUp.path, {}],
      ['POST', consentRoutes.addTerm.path, { kind: 'channel', slug: 'fax' }],
      ['POST', consentRoutes.addPurpose.path, {}],
      ['POST', consentRoutes.publishNotice.path.replace(':id', purpose.id), {}],
      ['PUT', consentRoutes.retire.path.replace(':id', purpose.id), { retired: true }],
    ] as const
    for (const role of ['sales', 'auditor'] as const) {
      const staff = await server.signIn(role)
      for (const [method, url, payload] of payloads) {
        const answer = await server.app.inject({ method, url, headers: staff.headers, payload })
        expect([url, answer.statusCode]).toEqual([url, 403])
      }
      expect((await server.app.inject({ url: consentRoutes.catalogue.path, headers: staff.headers })).statusCode).toBe(
        200,
      )
    }
    for (const [method, url, payload] of payloads) {
      expect((await server.app.inject({ method, url, headers: me.headers, payload })).statusCode).toBe(401)
    }
  })

  it('show nothing of one organisation to another', async () => {
    const other = await consentPerson(server, server.organisations[1]!, 'other')
    const stranger = await server.signIn('owner', other.organisationId)
    const url = consentRoutes.ofCustomer.path.replace(':id', me.id)
    expect((await server.app.inject({ url, headers: stranger.headers })).statusCode).toBe(404)
    const ask = consentRoutes.mayUse.path.replace(':id', me.id)
    const query = new URLSearchParams(news).toString()
    expect((await server.app.inject({ url: `${ask}?${query}`, headers: stranger.headers })).statusCode).toBe(404)
    const mine = await portal.choice('news', 'granted')
    const answer = await inPortal(server, other).send(mine)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'CONSENT_PURPOSE_UNKNOWN'])
    expect(
      (await server.app.inject({ url: portalConsentRoutes.list.path, headers: stranger.headers })).statusCode,
    ).toBe(401)
  })

  it('show the staff where a customer stands, with the proof of it', async () => {
    const agent = await server.signIn('sales')
    const url = consentRoutes.ofCustomer.path.replace(':id', me.id)
    const { items } = (await server.app.inject({ url, headers: agent.headers })).json<{ items: ConsentStanding[] }>()
    expect(items.length).toBeGreaterThan(1)
    expect(items.find(({ state }) => state === 'refused')).toMatchObject({
      inForce: false,
      ledger: { state: 'confirmed' },
    })
  })
})

describe('the catalogue', () => {
  const post = async (url: string, payload: object) =>
    server.app.inject({ method: 'POST', url, headers: owner.headers, payload })

  it('takes new terms and purposes, each short name once', async () => {
    const text = { en: 'Fit for testing', zh: '用于测试' }
    const term = { kind: 'category', slug: 'wishes', dpv: 'pd:Interest', name: text, description: text }
    const added = await post(consentRoutes.addTerm.path, term)
    expect(added.statusCode, added.body).toBe(201)
    expect((await post(consentRoutes.addTerm.path, term)).json<{ code: string }>().code).toBe('CONSENT_SLUG_TAKEN')
    const { notice } = await portal.offer('news')
    const purpose = {
      slug: 'wish-lists',
      notice: {
        title: text,
        what: text,
        why: text,
        retention: text,
        months: 1,
        renews: false,
        channels: [],
        categories: [added.json<{ id: string }>().id],
        recipients: [notice.recipients[0]!.id],
      },
    }
    const made = await post(consentRoutes.addPurpose.path, purpose)
    expect(made.statusCode, made.body).toBe(201)
    expect((await post(consentRoutes.addPurpose.path, purpose)).json<{ code: string }>().code).toBe(
      'CONSENT_SLUG_TAKEN',
    )
    const wrong = { ...purpose, slug: 'wrong', notice: { ...purpose.notice, categories: [notice.recipients[0]!.id] } }
    expect((await post(consentRoutes.addPurpose.path, wrong)).json()).toMatchObject({
      code: 'CONSENT_TERM_UNKNOWN',
      errors: [{ path: '/body/notice/categories' }],
    })
    const { portal: own } = await somebodyNew('wishes')
    expect(await own.decide('wish-lists', 'granted')).toMatchObject({ inForce: true, channels: [] })
  })

  it('is set up once', async () => {
    const answer = await post(consentRoutes.setUp.path, {})
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, 'CONSENT_CATALOGUE_EXISTS'])
  })
})
