import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerDetail, CustomerImportOptions, CustomerImportSummary, CustomerSummary } from '@candor/api'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { customerImporter } from './customer-imports-testing.ts'

let server: TestServer
let imports: ReturnType<typeof customerImporter>
let owner: SignedIn

beforeAll(async () => {
  server = await testServer({ organisations: 0 })
  imports = customerImporter(server)
  const id = await server.identity.createOrganisation({ slug: 'trouble', name: 'Trouble', nameZh: '麻烦' })
  owner = await server.signIn('owner', id)
})
afterAll(async () => server.close())

const names = async (): Promise<string[]> => {
  const { body } = await imports.ask<{ items: CustomerSummary[] }>(owner, '/api/customers?sort=createdAt')
  return body.items.map(({ name }) => name)
}

/** Imports a file, and says what became of its rows. */
const outcomes = async (file: Buffer | string, given: Partial<CustomerImportOptions> = {}) => {
  const run = await imports.run(owner, file, { mode: 'create', ...given })
  const rows = await imports.rows(owner, run.id)
  return { run, rows, told: rows.map(({ outcome, reason, warnings }) => ({ outcome, reason, warnings })) }
}

const created = (...warnings: object[]) => ({ outcome: 'created', reason: null, warnings })
const failed = (reason: string) => ({ outcome: 'failed', reason, warnings: [] })

describe('bad input is told row by row, and what is sound comes in', () => {
  it('a cell of five megabytes', async () => {
    const { told, run } = await outcomes(`Name,Note\nAnn Long,${'x'.repeat(5_000_000)}\nBen Short,y\n`)
    expect(told).toEqual([failed('CELL_TOO_LARGE'), created()])
    expect(run.state).toBe('completed')
    expect(await names()).not.toContain('Ann Long')
  })

  it('rows of another encoding in the midst of UTF-8', async () => {
    const own = Buffer.from('Name,City\nJosé Núñez,Málaga\n王伟,北京\n')
    const { told } = await outcomes(Buffer.concat([own, Buffer.from('René Dupré,Orléans\n', 'latin1')]))
    expect(told).toEqual([created(), created(), failed('BAD_CHARACTER')])
    expect(await names()).toEqual(expect.arrayContaining(['José Núñez', '王伟']))
  })

  it('days that no calendar has, and dates in the other order than their column', async () => {
    const file = 'Name,Birthday\nDay One,31/02/1990\nDay Two,13/04/1990\nDay Three,04/13/1990\nDay Four,29/02/2023\n'
    const { told } = await outcomes(file, { region: 'GB' })
    expect(told).toEqual([
      created({ column: 'Birthday', code: 'BAD_DATE' }),
      created(),
      created({ column: 'Birthday', code: 'BAD_DATE' }),
      created({ column: 'Birthday', code: 'BAD_DATE' }),
    ])
  })

  it('two columns of one name, each kept under a name of its own', async () => {
    const { rows, run } = await outcomes('Name,Email,Email\nTwo Mails,a@example.com,b@example.com\n')
    expect(rows[0]).toMatchObject({ outcome: 'created', cells: ['Two Mails', 'a@example.com', 'b@example.com'] })
    const { body } = await imports.ask<CustomerDetail>(owner, `/api/customers/${rows[0]!.customerId}`)
    expect(body.profile.emails?.map(({ address }) => address)).toEqual(['a@example.com', 'b@example.com'])
    expect(run.failed).toBe(0)
  })

  it('cells that a spreadsheet would run, which are text here and in every file that is taken out', async () => {
    const formula = `=HYPERLINK("http://example.com","x")`
    const { run, rows } = await outcomes(`Name,City\n"${formula.replaceAll('"', '""')}",@SUM(A1)\n`)
    expect(rows[0]).toMatchObject({ outcome: 'created' })
    expect(await names()).toContain(formula)
    const report = await server.app.inject({
      method: 'GET',
      url: `/api/customer-imports/${run.id}/report.csv`,
      headers: { ...owner.headers },
    })
    const { id } = await imports.exported(owner)
    const csv = (await imports.file(owner, id, 'csv')).toString()
    for (const file of [report.body, csv]) {
      expect(file).toContain(`"'=HYPERLINK(`)
      expect(file).toMatch(/'@SUM/)
      expect(file).not.toMatch(/(?:^|,)"?[=@]/m)
    }
  })

  it.each([
    ['a quotation mark that is never closed', 'Name,City\nAnn,"Bath\n', 'IMPORT_MALFORMED'],
    ['a file of zeros', Buffer.alloc(5000), 'IMPORT_BINARY_FILE'],
    ['nothing at all', '', 'IMPORT_EMPTY_FILE'],
  ])('%s refuses the file as a whole', async (_, file, code) => {
    const before = await names()
    const { status, body } = await imports.upload(owner, file)
    const error =
      status === 201 ? ((await imports.run(owner, file)) satisfies CustomerImportSummary).error?.code : body.code
    expect(error).toBe(code)
    expect(await names()).toEqual(before)
  })
})

describe('one file, imported twice at the same time', () => {
  it('makes each customer once', async () => {
    const rows = Array.from({ length: 1500 }, (_, at) => `T${at},Twin ${at}`).join('\n')
    const file = `Reference,Name\n${rows}\n`
    const runs = await Promise.all(
      [1, 2].map(async () => imports.run(owner, file, { mode: 'create-or-update', key: 'reference' })),
    )
    expect(runs.map(({ state }) => state)).toEqual(['completed', 'completed'])
    const sum = (of: (run: CustomerImportSummary) => number): number => of(runs[0]!) + of(runs[1]!)
    expect(sum(({ created }) => created)).toBe(1500)
    expect(sum(({ unchanged, skipped }) => unchanged + skipped)).toBe(1500)
    const { rows: stored } = await server.db.owner.query(
      `select count(*)::int as customers, count(distinct reference)::int as references from customer where reference like 'T%'`,
    )
    expect(stored).toEqual([{ customers: 1500, references: 1500 }])
  })
})

describe('an import that is ended in the middle', () => {
  it('keeps what was done, and says how far it came', async () => {
    const rows = Array.from({ length: 6000 }, (_, at) => `E${at},Ended ${at}`).join('\n')
    const { body } = await imports.upload(owner, `Reference,Name\n${rows}\n`)
    const { options } = await imports.preview(owner, body.id)
    await imports.start(owner, body.id, options)
    await imports.ask(owner, `/api/customer-imports/${body.id}/cancel`, {})
    const run = await imports.settled(owner, body.id)
    expect(run.state).toBe('cancelled')
    expect(run.created).toBe(run.rowsDone)
    const { rows: stored } = await server.db.owner.query(
      `select count(*)::int as customers from customer where reference like 'E%'`,
    )
    expect(stored).toEqual([{ customers: run.created }])
  })
})
