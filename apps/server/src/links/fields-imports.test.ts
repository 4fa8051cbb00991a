import type { CustomerImportRow, CustomOfRecord } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditOrganisation } from './audit.ts'
import { customerImporter } from './customer-imports-testing.ts'

let server: TestServer
let imports: ReturnType<typeof customerImporter>
let owner: SignedIn

const define = async (key: string, label: { en: string; zh: string }, settings: object, more: object = {}) => {
  const { status } = await imports.ask(owner, '/api/fields/customer', { key, label, settings, ...more })
  expect(status).toBe(201)
}
const options = [
  { key: 'gold', label: { en: 'Gold', zh: '金卡' } },
  { key: 'silver', label: { en: 'Silver', zh: '银卡' } },
]

beforeAll(async () => {
  server = await testServer()
  imports = customerImporter(server)
  owner = await server.signIn('owner')
  await define('visits', { en: 'Shop visits', zh: '到店次数' }, { type: 'number', maximum: 100 })
  await define('budget', { en: 'Budget', zh: '预算' }, { type: 'money', currency: 'GBP' })
  await define('joined', { en: 'Joined', zh: '入会日期' }, { type: 'date' })
  await define('level', { en: 'Level', zh: '会员级别' }, { type: 'choice', options })
  await define('vip', { en: 'VIP', zh: '贵宾' }, { type: 'boolean' })
  await define('salary', { en: 'Salary', zh: '薪资' }, { type: 'number' }, { seenBy: ['manager'] })
})
afterAll(async () => server.close())

const valuesOf = async (reference: string): Promise<CustomOfRecord['values']> => {
  const { body } = await imports.ask<{ items: { id: string; reference: string }[] }>(owner, '/api/customers?limit=200')
  const id = body.items.find((customer) => customer.reference === reference)?.id
  return (await imports.ask<CustomOfRecord>(owner, `/api/custom-values/customer/${id}`)).body.values
}

const first = `Customer ID,Name,Shop visits,预算,Joined,LEVEL,VIP,Colour
F1,Ann,12,"£1,250.50",25/12/2019,Gold,yes,red
F2,Bob,many,-3,31/02/2020,Platinum,是,blue
F3,Cleo,,,,,,
`

describe('own fields of customers in files', () => {
  it('are found by their names, filled by type, and what does not fit is said row by row', async () => {
    const filled = { visits: 12, budget: '125050', joined: '2019-12-25', level: 'gold', vip: true }
    const { body } = await imports.upload(owner, first)
    const { options: guessed, rows: previewed } = await imports.preview(owner, body.id, { region: 'GB' })
    expect(guessed.mapping).toEqual({
      'Customer ID': 'reference',
      Name: 'name',
      'Shop visits': 'custom:visits',
      预算: 'custom:budget',
      Joined: 'custom:joined',
      LEVEL: 'custom:level',
      VIP: 'custom:vip',
    })
    const unfit = { column: 'LEVEL', code: 'BAD_VALUE' }
    expect([previewed[0]?.custom, previewed[1]?.custom]).toEqual([filled, { budget: '-300', vip: true }])
    expect(previewed[1]?.warnings).toContainEqual(unfit)
    await imports.start(owner, body.id, guessed, true)
    expect(await imports.settled(owner, body.id)).toMatchObject({ created: 3, withWarnings: 1 })
    expect((await imports.rows(owner, body.id))[0]?.warnings).toContainEqual(unfit)
    await imports.start(owner, body.id, guessed)
    expect(await imports.settled(owner, body.id)).toMatchObject({ state: 'completed', created: 3, failed: 0 })
    expect(await valuesOf('F1')).toEqual(filled)
    expect(await valuesOf('F2')).toEqual({ budget: '-300', vip: true })
    expect(await valuesOf('F3')).toEqual({})
    const rows: CustomerImportRow[] = await imports.rows(owner, body.id)
    const warnings = rows.find(({ row }) => row === 2)?.warnings ?? []
    const said = warnings.map(({ column, code }) => `${column}: ${code}`)
    expect(said.toSorted()).toEqual(['Joined: BAD_DATE', 'LEVEL: BAD_VALUE', 'Shop visits: BAD_VALUE'])
    expect((await imports.report(owner, body.id)).report.matches).toBe(true)
  })

  it('are changed by a later file, which can be taken back', async () => {
    const again = 'Customer ID,Name,Shop visits,会员级别\nF1,Ann,13,银卡\nF2,Bob,7,\nF9,Zoe,1,gold\n'
    const run = await imports.run(owner, again)
    expect(run).toMatchObject({ created: 1, updated: 2 })
    expect(await valuesOf('F1')).toMatchObject({ visits: 13, level: 'silver', budget: '125050' })
    expect(await valuesOf('F2')).toMatchObject({ visits: 7, budget: '-300' })
    await imports.ask(owner, `/api/customer-imports/${run.id}/undo`, {})
    await imports.settled(owner, run.id)
    expect(await valuesOf('F1')).toMatchObject({ visits: 12, level: 'gold' })
    expect(await valuesOf('F2')).toEqual({ budget: '-300', vip: true })
    const { body } = await imports.ask<{ items: { reference: string }[] }>(owner, '/api/customers')
    expect(body.items.map(({ reference }) => reference).toSorted()).toEqual(['F1', 'F2', 'F3'])
  })

  it('come out and in again without a change', async () => {
    const { id } = await imports.exported(owner)
    const file = (await imports.file(owner, id, 'csv')).toString()
    expect(file.split('\r\n')[0]).toContain('custom:visits,custom:budget,custom:joined,custom:level,custom:vip')
    expect(file).not.toContain('salary')
    expect(await imports.run(owner, file)).toMatchObject({ created: 0, updated: 0, unchanged: 3, withWarnings: 0 })
    const json = JSON.parse((await imports.file(owner, id, 'json')).toString()) as Record<string, string>[]
    expect(json.find(({ reference }) => reference === 'F1')).toMatchObject({ 'custom:budget': '1250.50' })
  })

  it('are filled only by who may fill them in', async () => {
    const sales = await server.signIn('sales')
    const { body } = await imports.upload(sales, 'Customer ID,Name,Salary\nF1,Ann,5\n')
    const { options: guessed } = await imports.preview(sales, body.id)
    expect(guessed.mapping).not.toHaveProperty('Salary')
    const mapping = { ...guessed.mapping, Salary: 'custom:salary' }
    const refused = await imports.start(sales, body.id, { ...guessed, mapping })
    expect([refused.status, refused.body.code]).toEqual([422, 'CUSTOMER_IMPORT_FIELD_UNKNOWN'])
  })

  it('agree with the journal', async () => {
    const found: string[] = []
    for await (const { code } of auditOrganisation(server.db, owner.organisationId, undefined)) found.push(code)
    expect(found.filter((code) => /FIELD|CUSTOM/.test(code))).toEqual([])
  })
})
