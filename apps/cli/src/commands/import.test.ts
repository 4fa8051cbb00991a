import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '@candor/server'
import { ensureMerchant } from '@candor/server/modules/orders/setup'
import { readConfig } from '@candor/server/platform/config'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'
import { exportCustomers } from './export.ts'
import { importOrders } from './import.ts'

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const orders = `${header}
1001,A1,LANTERN,2,2011-01-04 10:00:00,3.39,501,France
1001,A2,JAR,1,2011-01-04 10:00:00,10.00,501,France
1002,A1,LANTERN,0,2011-01-04 11:00:00,3.39,502,France
C1003,A1,LANTERN,-1,2011-01-05 09:00:00,3.39,501,France
1004,A1,LANTERN,5,2011-01-06 09:00:00,3.39,,France
`

describe('candor import', () => {
  let folder: string
  const at = (name: string): string => join(folder, name)
  const env = { CANDOR_DATA: 'data', CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'error' }
  const serve = async () => build(readConfig(env, folder))
  const call = async (argv: readonly string[], more: Record<string, string> = {}) => {
    const { io, written } = fakeKeyboard({ ...env, ...more }, folder)
    return { code: await run(entriesOf(importOrders, exportCustomers), argv, io), ...written }
  }
  const ask = async (argv: readonly string[], more?: Record<string, string>) => call(['import', ...argv], more)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-import-'))
    writeFileSync(at('orders.csv'), orders)
    const { app, identity, platform } = await serve()
    for (const slug of ['harbour', 'mountain']) {
      const id = await identity.createOrganisation({ slug, name: slug, nameZh: '港湾' })
      await platform.db.inOrganisation(id, async (tx) =>
        ensureMerchant(tx, { slug: 'shop', name: 'Shop', nameZh: '商店' }),
      )
      const person = {
        name: 'Ada',
        email: `ada@${slug}.example`,
        password: 'a long enough password',
        role: 'owner' as const,
      }
      await identity.createStaff({ ...person, organisationId: id })
    }
    await app.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('imports inside its own process while the server is stopped, and accounts for every row', async () => {
    const { code, out, err } = await ask(['orders.csv', '--organisation', 'harbour', '--json'])
    expect({ code, err }).toMatchObject({ code: 0 })
    const result = JSON.parse(out) as { report: string }
    expect(result).toMatchObject({
      state: 'completed',
      rowsTotal: 5,
      rowsAccepted: 3,
      rowsRejected: 2,
      ordersCreated: 2,
      acceptedTotal: '1339',
    })
    const report = readFileSync(result.report, 'utf8').trim().split('\r\n')
    expect(report).toHaveLength(6)
    expect(report[3]).toContain('ZERO_QUANTITY')
    expect(report[5]).toContain('MISSING_CUSTOMER')
  })

  it('changes nothing the second time', async () => {
    const { code, out } = await ask(['orders.csv', '--organisation', 'harbour', '--report', 'again.csv'])
    expect(code).toBe(0)
    expect(out).toContain('0 accepted, 3 there before, 2 not accepted')
    expect(out).toContain(at('again.csv'))
  })

  it('goes through the server while it runs, as the member of staff who signs in', async () => {
    const { app } = await serve()
    await app.listen({ host: '127.0.0.1', port: 0 })
    const server = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
    const signIn = ['--server', server, '--email', 'ada@mountain.example']
    const password = { CANDOR_CLI_PASSWORD: 'a long enough password' }
    const done = await ask(['orders.csv', ...signIn], password)
    const wrong = await ask(['orders.csv', ...signIn], { CANDOR_CLI_PASSWORD: 'guess' })
    const unnamed = await ask(['orders.csv', '--server', server])
    writeFileSync(at('empty.csv'), '')
    const empty = await ask(['empty.csv', ...signIn], password)
    await app.close()
    expect(done).toMatchObject({ code: 0 })
    expect(done.out).toContain('5: 3 accepted, 0 there before, 2 not accepted')
    expect(done.out).toContain('13.39 GBP')
    expect(wrong).toMatchObject({ code: 1, out: '' })
    expect(unnamed).toMatchObject({ code: 2, out: '' })
    expect(unnamed.err).toContain('--email')
    expect(empty).toMatchObject({ code: 1, out: '' })
    expect((await ask(['orders.csv', ...signIn], password)).err).toContain('Nobody answers')
  })

  it('knows customers from orders, tries them first, and then brings them in', async () => {
    writeFileSync(at('people.vcf'), 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Ey\r\nEMAIL:ann@example.com\r\nEND:VCARD\r\n')
    const tried = await ask(['people.vcf', '--trial', '--organisation', 'harbour', '--json'])
    expect(tried).toMatchObject({ code: 0 })
    expect(JSON.parse(tried.out)).toMatchObject({ isTrial: true, created: 1 })
    const done = await ask(['people.vcf', '--organisation', 'harbour', '--key', 'email'])
    expect(done).toMatchObject({ code: 0 })
    expect(done.out).toContain('1 created')
    expect(readFileSync(at('people.vcf.report.csv'), 'utf8')).toContain('created')
  })

  it('takes customers out again, into a file that changes nothing when it is brought in', async () => {
    const out = await call(['export', 'all.csv', '--organisation', 'harbour', '--json'])
    expect(out.code).toBe(0)
    expect(JSON.parse(out.out)).toMatchObject({ state: 'completed', exported: 2, file: at('all.csv') })
    expect(readFileSync(at('all.csv'), 'utf8')).toContain('ann@example.com')
    const again = await ask(['all.csv', '--organisation', 'harbour', '--json'])
    expect(JSON.parse(again.out)).toMatchObject({ unchanged: 2, created: 0, updated: 0, failed: 0 })
    expect(await call(['export', 'all.txt', '--organisation', 'harbour'])).toMatchObject({ code: 2, out: '' })
    const half = await call(['export', 'all.csv', '--organisation', 'harbour', '--purpose', 'marketing'])
    expect(half.err).toContain('--recipient')
  })

  it('refuses what cannot be read, and says what to do', async () => {
    writeFileSync(at('strange.csv'), 'Rechnung,Artikel\n1,2\n')
    const strange = await ask(['strange.csv', '--organisation', 'harbour'])
    expect(strange).toMatchObject({ code: 1, out: '' })
    expect(strange.err).toContain('--mapping')
    writeFileSync(at('picture.csv'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0, 255, 254]))
    expect(await ask(['picture.csv', '--organisation', 'harbour'])).toMatchObject({ code: 1, out: '' })
    expect((await ask(['orders.csv'])).err).toContain('harbour (harbour), mountain (mountain)')
    expect(await ask(['absent.csv'])).toMatchObject({ code: 2, out: '' })
    expect(await ask(['orders.csv', '--organisation', 'harbour', '--mapping', 'quantity=Menge'])).toMatchObject({
      code: 2,
      out: '',
    })
  })
})
