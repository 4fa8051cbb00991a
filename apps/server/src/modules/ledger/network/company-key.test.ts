import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatePrivateKey } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../testing/index.ts'
import { bytesOf } from '../../../platform/hex.ts'
import { registrarSecret } from '../accounts.ts'
import { takeCompanyKey } from './company-key.ts'

let test: TestDatabase
const fileWith = (name: string, text: string): string => {
  const file = join(test.data, name)
  writeFileSync(file, text, { mode: 0o600 })
  return file
}
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(async () => test.close())

describe('the key of the company’s account', () => {
  it.each([
    ['nothing', ''],
    ['words', 'not a key'],
    ['too short', '0x1234'],
    ['nought', `0x${'0'.repeat(64)}`],
  ])('is refused when the file holds %s', async (_what, text) => {
    await expect(takeCompanyKey({ ledgerKeyFile: fileWith('wrong.key', text) }, test.db)).rejects.toMatchObject({
      name: 'StartError',
    })
  })

  it('is refused when there is no file, or others may read it', async () => {
    const absent = join(test.data, 'absent.key')
    await expect(takeCompanyKey({ ledgerKeyFile: absent }, test.db)).rejects.toMatchObject({ name: 'StartError' })
    const open = fileWith('open.key', generatePrivateKey())
    chmodSync(open, 0o644)
    await expect(takeCompanyKey({ ledgerKeyFile: open }, test.db)).rejects.toMatchObject({
      remedy: expect.stringContaining('chmod 600') as string,
    })
  })

  it('is taken over once, kept, and not exchanged unnoticed', async () => {
    const key = generatePrivateKey()
    const ledgerKeyFile = fileWith('company.key', `${key}\n`)
    await takeCompanyKey({ ledgerKeyFile }, test.db)
    await takeCompanyKey({ ledgerKeyFile }, test.db)
    expect(await test.db.keys.systemSecret(test.db.owner, registrarSecret)).toEqual(bytesOf(key))
    const other = fileWith('other.key', generatePrivateKey())
    await expect(takeCompanyKey({ ledgerKeyFile: other }, test.db)).rejects.toMatchObject({
      message: expect.stringContaining('signs with the account') as string,
    })
  })
})
