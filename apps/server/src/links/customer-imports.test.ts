import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerDetail, CustomerImportMapping, CustomerSummary } from '@candor/api'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditOrganisation } from './audit.ts'
import { customerImporter } from './customer-imports-testing.ts'

let server: TestServer
let imports: ReturnType<typeof customerImporter>
let agent: SignedIn
let organisations = 0

beforeAll(async () => {
  server = await testServer({ organisations: 0 })
  imports = customerImporter(server)
})
afterAll(async () => server.close())

/** A company of its own, and its owner. */
const newCompany = async (): Promise<SignedIn> => {
  organisations += 1
  const names = { name: `Company ${organisations}`, nameZh: `公司${organisations}` }
  const id = await server.identity.createOrganisation({ slug: `company-${organisations}`, ...names })
  return server.signIn('owner', id)
}

const customers = async (who = agent): Promise<CustomerSummary[]> =>
  (await imports.ask<{ items: CustomerSummary[] }>(who, '/api/customers?sort=createdAt')).body.items

const detailOf = async (reference: string): Promise<CustomerDetail> => {
  const found = (await customers()).find((customer) => customer.reference === reference)
  return (await imports.ask<CustomerDetail>(agent, `/api/customers/${found!.id}`)).body
}

const people = `Customer ID,First Name,Last Name,Email,Mobile Phone,Street,City,Postcode,Country,Birthday,Score
C1,Ann,Smith,ANN@Example.com,020 7946 0018,1 High St,Bath,ba11aa,GB,25/12/1980,3.5
C2,Bob,O’Neil,bob@example.com; bob@work.example,07911 123456,,,,United Kingdom,31/02/1990,4
C3,,,not an address,12,,,,,,
,,,,,,,,,,7
`

describe('customers are imported', () => {
  beforeAll(async () => {
    agent = await newCompany()
  })

  it('with a mapping guessed, a preview in standard form, and what is odd said row by row', async () => {
    const { body } = await imports.upload(agent, people)
    const preview = await imports.preview(agent, body.id, { region: 'GB' })
    expect(preview.options).toMatchObject({
      mode: 'create-or-update',
      key: 'reference',
      mapping: {
        'Customer ID': 'reference',
        'First Name': 'givenName',
        'Mobile Phone': 'phone',
        Postcode: 'postalCode',
      },
    })
    expect(preview.dates).toEqual([{ column: 'Birthday', order: 'DMY' }])
    expect(preview.rows[0]).toMatchObject({
      reference: 'C1',
      warnings: [],
      profile: {
        name: 'Ann Smith',
        email: 'ANN@example.com',
        phone: '+442079460018',
        city: 'Bath',
        country: 'United Kingdom',
      },
    })
    expect(preview.rows[1]!.warnings).toEqual([{ column: 'Birthday', code: 'BAD_DATE' }])
    expect(preview.rows[2]).toMatchObject({
      profile: { name: 'C3' },
      warnings: [{ code: 'BAD_EMAIL' }, { code: 'BAD_PHONE' }],
    })
    expect(preview.rows[3]).toMatchObject({ reason: 'NO_NAME' })
  })

  it('as a trial first, which changes nothing; then for good, with every cell kept', async () => {
    const { body } = await imports.upload(agent, people)
    const { options } = await imports.preview(agent, body.id, { region: 'GB' })
    await imports.start(agent, body.id, options, true)
    expect(await imports.settled(agent, body.id)).toMatchObject({
      isTrial: true,
      created: 3,
      failed: 1,
      withWarnings: 2,
    })
    expect(await customers()).toEqual([])
    await imports.ask(agent, `/api/customer-imports/${body.id}/rows/4`, { cells: { 'Last Name': 'Cole' } }, 'PUT')
    await imports.start(agent, body.id, options)
    const run = await imports.settled(agent, body.id)
    expect(run).toMatchObject({ state: 'completed', created: 4, failed: 0, rowsTotal: 4 })
    expect((await customers()).map(({ name }) => name).toSorted()).toEqual(['Ann Smith', 'Bob O’Neil', 'C3', 'Cole'])
    const { profile } = await detailOf('C2')
    expect(profile.emails?.map(({ address }) => address)).toEqual(['bob@example.com', 'bob@work.example'])
    expect((await imports.rows(agent, run.id))[2]!.cells[3]).toBe('not an address')
    const { report, entryId } = await imports.report(agent, run.id)
    expect(report).toMatchObject({
      matches: true,
      file: { rows: 4 },
      stored: { rows: 4 },
      customers: { before: 0, after: 4 },
      checksum: { compared: 4, changedSince: 0 },
    })
    expect(report.stored.columns.find(({ column }) => column === 'Score')).toEqual({
      column: 'Score',
      filled: 3,
      sum: '14.5',
    })
    const entry = await imports.ask<{ kind: string }>(agent, `/api/journal/entries/${entryId}`)
    expect(entry.status).toBe(200)
  })

  it('again: what is the same stays, what differs is changed, and what is stored beside it is not lost', async () => {
    const file = 'Customer ID,Name,Email\nC1,Ann Smith,ann@example.com\nC2,Bob Neil,bob@new.example\nC9,Zoe,\n'
    const run = await imports.run(agent, file)
    expect(run).toMatchObject({ created: 1, updated: 1, unchanged: 1 })
    const { profile } = await detailOf('C2')
    expect(profile).toMatchObject({ name: 'Bob Neil', email: 'bob@new.example', phone: '+447911123456' })
    expect(profile.emails).toHaveLength(3)
  })

  it.each([
    ['create', { created: 1, skipped: 1 }, 'ALREADY_THERE'],
    ['update', { updated: 1, skipped: 1 }, 'NOT_THERE'],
  ] as const)('in the mode %s only', async (mode, counts, reason) => {
    const run = await imports.run(agent, `Customer ID,Name\nC1,Ann ${mode}\nN-${mode},New ${mode}\n`, {
      mode,
      key: 'reference',
    })
    expect(run).toMatchObject({ ...counts, reasons: [{ reason, rows: 1 }] })
  })

  it('by e-mail address, the same one twice in the file being the same person', async () => {
    const file = 'Name,Email\nEve,eve@example.com\nEve Adams,EVE@example.com\n'
    expect(await imports.run(agent, file, { key: 'email' })).toMatchObject({ created: 1, updated: 1 })
  })

  it('with a failed row corrected afterwards', async () => {
    const run = await imports.run(agent, 'Customer ID,Name,Note\nF1,Fay,\n,,lost\n', { mode: 'create' })
    expect(run).toMatchObject({ created: 1, failed: 1 })
    const fixed = await imports.ask(agent, `/api/customer-imports/${run.id}/rows/2`, { cells: { Name: 'Gus' } }, 'PUT')
    expect(fixed.body).toMatchObject({ outcome: 'created' })
    expect((await imports.ask(agent, `/api/customer-imports/${run.id}`)).body).toMatchObject({ created: 2, failed: 0 })
  })

  it('and remembers the mapping for the next file with the same columns', async () => {
    const file = 'K,W\nR1,Ann\n'
    await imports.run(agent, file, { mapping: { K: 'reference', W: 'name' }, key: 'reference' })
    const { body } = await imports.upload(agent, file)
    const { isRemembered, options } = await imports.preview(agent, body.id)
    expect([isRemembered, options.mapping]).toEqual([true, { K: 'reference', W: 'name' }])
  })

  it('which can be named, and be forgotten', async () => {
    const url = '/api/customer-import-mappings'
    const all = async () => (await imports.ask<{ items: CustomerImportMapping[] }>(agent, url)).body.items
    const [last] = await all()
    expect(last).toMatchObject({ name: 'people.csv', options: { mapping: { K: 'reference', W: 'name' } } })
    await imports.ask(agent, `${url}/${last!.id}`, { name: 'Till' }, 'PATCH')
    await imports.run(agent, 'K,W\nR2,Ben\n')
    expect((await all())[0]).toMatchObject({ id: last!.id, name: 'Till' })
    const gone = await server.app.inject({ method: 'DELETE', url: `${url}/${last!.id}`, headers: { ...agent.headers } })
    expect(gone.json()).toEqual({ done: true })
    expect((await all()).map(({ id }) => id)).not.toContain(last!.id)
    const other = await newCompany()
    expect((await imports.ask<{ items: unknown[] }>(other, url)).body.items).toEqual([])
  })

  it('but not from a file that turns out to be no table: nothing of it is there', async () => {
    const before = (await customers()).length
    const rows = Array.from({ length: 3000 }, (_, at) => `X${at},Name ${at}`).join('\n')
    expect(await imports.run(agent, `Customer ID,Name\n${rows}\n"X9999,Open`)).toMatchObject({
      state: 'failed',
      created: 0,
      error: { code: 'IMPORT_MALFORMED' },
    })
    expect((await customers()).length).toBe(before)
  })
})

describe('a migration report', () => {
  /** What the audit finds of it, once every entry has its place in the journal. */
  const audited = async (): Promise<string[]> => {
    await eventually('every entry has its place', async () => {
      const { rows } = await server.db.owner.query('select from journal_pending limit 1')
      return rows.length === 0
    })
    const findings: string[] = []
    for await (const { code } of auditOrganisation(server.db, agent.organisationId, undefined)) findings.push(code)
    return findings.filter((code) => code.startsWith('IMPORT_'))
  }

  it('is what the journal sealed, or else the audit names it', async () => {
    agent = await newCompany()
    const { id } = await imports.run(agent, 'Reference,Name\nA,Ann\n')
    expect(await audited()).toEqual([])
    await server.db.owner.query(
      `update customer_import set report = jsonb_set(report, '{customers,after}', '7') where id = $1`,
      [id],
    )
    expect(await audited()).toEqual(['IMPORT_REPORT_CHANGED'])
  })
})

describe('an import is taken back', () => {
  it('but for what people changed since, told per row', async () => {
    agent = await newCompany()
    await imports.run(agent, 'Reference,Name\nA,Ann\nB,Bob\n')
    const run = await imports.run(agent, 'Reference,Name,City\nA,Ann New,Bath\nB,Bob New,Bath\nC,Cy,Bath\nD,Di,Bath\n')
    expect(run).toMatchObject({ created: 2, updated: 2 })
    const b = await detailOf('B')
    await imports.ask(agent, `/api/customers/${b.id}`, { version: b.version, profile: { name: 'Bobby' } }, 'PATCH')
    const d = await detailOf('D')
    await imports.ask(agent, `/api/customers/${d.id}/notes`, { kind: 'note', text: 'called' })
    await imports.ask(agent, `/api/customer-imports/${run.id}/undo`, {})
    const undone = await imports.settled(agent, run.id)
    expect(undone).toMatchObject({ state: 'undone', undone: { removed: 1, restored: 1, kept: 2 } })
    expect((await imports.rows(agent, run.id)).map((row) => row.undone)).toEqual([
      'restored',
      'kept',
      'removed',
      'kept',
    ])
    expect((await customers()).map(({ name }) => name).toSorted()).toEqual(['Ann', 'Bobby', 'Di'])
    // What is in the bin does not stand in the way of the next import.
    expect(await imports.run(agent, 'Reference,Name,City\nC,Cy,Bath\n')).toMatchObject({
      state: 'completed',
      failed: 0,
    })
    expect((await customers()).map(({ reference }) => reference)).toContain('C')
  })
})

describe('an import rests, goes on and ends as a person wishes', () => {
  it('with every row dealt with once', async () => {
    agent = await newCompany()
    const rows = Array.from({ length: 6000 }, (_, at) => `P${at},Person ${at}`).join('\n')
    const { body } = await imports.upload(agent, `Reference,Name\n${rows}\n`)
    const { options } = await imports.preview(agent, body.id)
    await imports.start(agent, body.id, options)
    await imports.ask(agent, `/api/customer-imports/${body.id}/pause`, {})
    const paused = await imports.settled(agent, body.id)
    expect(paused.state).toBe('paused')
    await imports.ask(agent, `/api/customer-imports/${body.id}/resume`, {})
    const done = await imports.settled(agent, body.id)
    expect(done).toMatchObject({ state: 'completed', created: 6000, rowsDone: 6000 })
    expect((await imports.report(agent, body.id)).report).toMatchObject({ matches: true, checksum: { compared: 6000 } })
    expect((await imports.ask(agent, `/api/customer-imports/${body.id}/pause`, {})).body.code).toBe(
      'CUSTOMER_IMPORT_STATE',
    )
  })
})

describe('what was imported is exported, and imported again changes nothing', () => {
  it.each(['csv', 'xlsx', 'vcard', 'json'])('as %s', async (format) => {
    agent = await newCompany()
    const file = [
      'Reference,Name,Email,Email (work),Phone,Address,District,City,State,Postcode,Country,Language',
      `1,=1+1,a@example.com,a@work.example,+442079460018,"1 High St, Flat 2",,Bath,Somerset,BA1 1AA,United Kingdom,en`,
      `2,王伟,,wang@work.example,13800138000,朝阳路8号,朝阳区,北京市,北京市,100020,中国,zh`,
      `3,'quoted,,,,"two\nlines",,,,,,`,
      `,Nobody's number,,,,,,,,,,`,
    ].join('\n')
    expect(await imports.run(agent, file, { region: 'GB' })).toMatchObject({ created: 4, failed: 0 })
    const before = await Promise.all(
      (await customers()).map(
        async ({ id }) => (await imports.ask<CustomerDetail>(agent, `/api/customers/${id}`)).body,
      ),
    )
    const { id, exported } = await imports.exported(agent)
    expect(exported).toBe(4)
    const again = await imports.file(agent, id, format)
    expect(await imports.run(agent, again)).toMatchObject({ unchanged: 4, created: 0, updated: 0, failed: 0 })
    const after = await Promise.all(
      (await customers()).map(
        async ({ id: each }) => (await imports.ask<CustomerDetail>(agent, `/api/customers/${each}`)).body,
      ),
    )
    expect(after.map(({ profile, version }) => ({ profile, version }))).toEqual(
      before.map(({ profile, version }) => ({ profile, version })),
    )
    expect(before.map(({ profile }) => profile.name)).toContain('=1+1')
  })

  it('only of those who agreed, where the purpose goes beyond the contract with them', async () => {
    agent = await newCompany()
    await imports.run(agent, 'Reference,Name\n1,Ann\n2,Bob\n')
    const purpose = { kind: 'consent', purpose: 'marketing', category: 'contact', recipient: 'us' }
    expect(await imports.exported(agent, purpose)).toMatchObject({ seen: 2, exported: 0, withoutConsent: 2 })
  })

  it('by nobody of another company, and only by those who may take data out', async () => {
    const { id } = await imports.exported(agent)
    const stranger = await newCompany()
    expect((await imports.ask(stranger, `/api/data-exports/${id}`)).status).toBe(404)
    expect((await imports.ask(stranger, `/api/data-exports/${id}/file.csv`)).status).toBe(404)
    const sales = await server.signIn('sales', agent.organisationId)
    expect((await imports.ask(sales, '/api/data-exports', { purpose: { kind: 'service-contract' } })).status).toBe(403)
  })
})
