import { randomBytes } from 'node:crypto'
import { privateKeyToAddress } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { SubjectKey } from '../../platform/crypto/subject-key.ts'
import { makeHolderKey, openHolderKey } from './holder-key.ts'

const customer = '01890000-0000-7000-8000-000000000001'
const other = '01890000-0000-7000-8000-000000000002'
const keyOf = (id: string) => new SubjectKey('01890000-0000-7000-8000-0000000000aa', id, randomBytes(32))

describe('key of a customer’s account', () => {
  it('opens again under the customer’s key and is the key of the account', () => {
    const key = keyOf(customer)
    for (let round = 0; round < 50; round += 1) {
      const { account, sealed } = makeHolderKey(key, customer)
      const secret = openHolderKey(key, customer, sealed)
      expect(privateKeyToAddress(secret).toLowerCase()).toBe(`0x${account.toString('hex')}`)
    }
  })
  it('does not open for another customer, nor when moved to another customer’s row', () => {
    const key = keyOf(customer)
    const { sealed } = makeHolderKey(key, customer)
    expect(() => openHolderKey(keyOf(other), other, sealed)).toThrow(
      expect.objectContaining({ code: 'CORRUPT_CIPHERTEXT' }),
    )
    expect(() => openHolderKey(key, other, sealed)).toThrow(expect.objectContaining({ code: 'CORRUPT_CIPHERTEXT' }))
  })
  it('is gone with the customer’s key', () => {
    const key = keyOf(customer)
    const { sealed } = makeHolderKey(key, customer)
    key.destroy()
    expect(() => openHolderKey(key, customer, sealed)).toThrow(expect.objectContaining({ code: 'SUBJECT_ERASED' }))
  })
})
