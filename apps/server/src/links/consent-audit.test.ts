import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'
import { consentPerson, inPortal, onceOnLedger, type ConsentPerson } from './consent-testing.ts'

let server: TestServer
let me: ConsentPerson

beforeAll(async () => {
  server = await testServer()
  me = await consentPerson(server, server.organisations[0]!, 'audit')
  const portal = inPortal(server, me)
  await portal.decide('news', 'granted')
  await portal.decide('insight', 'refused')
  await portal.decide('personal-offers', 'granted', { categories: ['purchases'] })
  const { entryId } = await portal.decide('news', 'withdrawn')
  await onceOnLedger(server, me, entryId)
  // The audit speaks of what is sealed, so that has to have happened.
})
afterAll(async () => server.close())

const findings = async (): Promise<string[]> =>
  (await auditFindings(server.db, me.organisationId, server.ledger.reader))
    .filter(({ code }) => code.startsWith('CONSENT_'))
    .map(({ code, table }) => `${code} ${table}`)

/** Changes rows as somebody with all rights on the database would, audits, and changes them back. */
const auditWhile = async (change: string, back: string): Promise<string[]> => {
  expect((await server.db.owner.query(change)).rowCount, change).toBeGreaterThan(0)
  try {
    return await findings()
  } finally {
    expect((await server.db.owner.query(back)).rowCount, back).toBeGreaterThan(0)
  }
}

const offers = `from consent_purpose p where p.slug = 'personal-offers' and p.id = purpose_id`

describe('the audit of consent', () => {
  it('finds nothing where nothing was changed', async () => {
    expect(await findings()).toEqual([])
  })

  it('names a withdrawal that was turned into a grant', async () => {
    const found = await auditWhile(
      `update consent_decision set state = 'granted' where state = 'withdrawn'`,
      `update consent_decision set state = 'withdrawn' where state = 'granted' and number = 2`,
    )
    expect(found).toContain('CONSENT_DECISION_CHANGED consent_decision')
    expect(found).toContain('CONSENT_LEDGER_DIFFERS consent_decision')
    expect(found).toContain('CONSENT_STATE_CHANGED consent')
  })

  it('names a category that was slipped in, and a term that was made longer', async () => {
    const wider = await auditWhile(
      `update consent_decision set categories = categories || '01890a5d-ac96-774b-bcce-b302099a8057'::uuid ${offers}`,
      `update consent_decision set categories = categories[1:1] ${offers}`,
    )
    expect(wider).toEqual(['CONSENT_DECISION_CHANGED consent_decision'])
    const longer = await auditWhile(
      `update consent_decision set valid_until = valid_until + interval '1 year' ${offers}`,
      `update consent_decision set valid_until = valid_until - interval '1 year' ${offers}`,
    )
    expect(longer).toEqual(
      expect.arrayContaining(['CONSENT_DECISION_CHANGED consent_decision', 'CONSENT_LEDGER_DIFFERS consent_decision']),
    )
  })

  it('names what counts as decided when it is not the newest decision', async () => {
    const found = await auditWhile(
      `update consent set state = 'granted' where state = 'withdrawn'`,
      `update consent set state = 'withdrawn' where state = 'granted' and number = 2`,
    )
    expect(found).toEqual(['CONSENT_STATE_CHANGED consent'])
  })

  it('names a decision that was taken away, and one that was smuggled in', async () => {
    const gone = await auditWhile(
      `update consent_decision set entry_id = uuidv7() where state = 'refused'`,
      `update consent_decision set entry_id = (select id from journal_entry where kind = 'consent.refused')
        where state = 'refused'`,
    )
    expect(gone.toSorted()).toEqual([
      'CONSENT_DECISION_MISSING consent_decision',
      'CONSENT_DECISION_UNRECORDED consent_decision',
    ])
  })

  it('names a notice whose words were changed', async () => {
    const words = (text: string): string =>
      `update consent_notice n set content = jsonb_set(content, '{what,en}', '${JSON.stringify(text)}')
         from consent_purpose p where p.slug = 'news' and p.id = n.purpose_id and p.organisation_id = n.organisation_id`
    const { notice } = await inPortal(server, me).offer('news')
    const found = await auditWhile(words('We do nothing.'), words(notice.what.en))
    expect(found).toEqual(['CONSENT_NOTICE_CHANGED consent_notice'])
  })
})
