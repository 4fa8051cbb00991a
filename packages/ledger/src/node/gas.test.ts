import { readFileSync } from 'node:fs'
import { size, toHex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { abiOf, ledgerContractNames } from '../contracts.ts'
import { gasBound, LARGEST_EARN_BATCH, LARGEST_ENROLMENT, MOST_GAS } from './gas.ts'

const snapshot = JSON.parse(
  readFileSync(new URL('../../../../contracts/gas-snapshot.json', import.meta.url), 'utf8'),
) as Record<string, number>

const batch = (count: number) => toHex(new Uint8Array(19 * count))
const earn = (count: number) =>
  gasBound({ contract: 'Points', functionName: 'earnBatch', args: [1, 2, '0x', batch(count)] })
const enrol = (count: number) =>
  gasBound({ contract: 'Points', functionName: 'enrol', args: [1, 2, '0x', Array(count).fill(zeroAddress)] })

const decide = (signature: number) =>
  gasBound({ contract: 'Consents', functionName: 'decide', args: [{}, toHex(new Uint8Array(signature))] })

describe('bounds of gas', () => {
  it('exist for every function that a member or the registrar calls', () => {
    const functions = ledgerContractNames.flatMap((contract) =>
      abiOf(contract)
        .filter((item) => item.type === 'function' && item.stateMutability === 'nonpayable')
        .map((item) => [contract, (item as { name: string }).name] as const),
    )
    for (const [contract, functionName] of functions) {
      const args = ['x', 'x', 'x', functionName === 'earnBatch' ? batch(1) : []]
      const shapes: Readonly<Record<string, unknown[]>> = { admit: ['x', 'x', []], decide: [{}, '0x'] }
      expect(
        gasBound({ contract, functionName, args: shapes[functionName] ?? args }),
        `${contract}.${functionName}`,
      ).toBeTypeOf('bigint')
    }
  })

  it('leave room above what was measured', () => {
    expect(earn(200)).toBeGreaterThan(1.5 * 200 * (snapshot['earnFirstPerItem'] ?? 0))
    expect(enrol(200)).toBeGreaterThan(1.1 * 200 * (snapshot['enrolPerItem'] ?? 0))
    expect(earn(1)).toBeGreaterThan(2 * (snapshot['earnSingle'] ?? 0))
    expect(decide(65)).toBeGreaterThan(2 * (snapshot['grantFirst'] ?? 0))
    expect(decide(600)).toBeGreaterThan(2 * (snapshot['grantByPasskeyFirst'] ?? 0))
  })

  it('leave room for a redemption that takes points of seven epochs', () => {
    const bound = (functionName: string) => gasBound({ contract: 'Rewards', functionName, args: [] })
    expect(bound('redeem')).toBeGreaterThan((snapshot['redeemFirst'] ?? 0) + 6 * 30_000)
    expect(bound('cancel')).toBeGreaterThan((snapshot['cancelVoucher'] ?? 0) + 6 * 30_000)
    expect(bound('use')).toBeGreaterThan(2 * (snapshot['useVoucher'] ?? 0))
    expect(bound('offer')).toBeGreaterThan(1.5 * (snapshot['offer'] ?? 0))
  })

  it('let the largest batches through one transaction', () => {
    expect(earn(LARGEST_EARN_BATCH)).toBeLessThan(MOST_GAS)
    expect(enrol(LARGEST_ENROLMENT)).toBeLessThan(MOST_GAS)
    expect(earn(5_000)).toBe(MOST_GAS)
    expect(size(batch(LARGEST_EARN_BATCH))).toBe(5_700)
  })

  it('do not exist for what is not known', () => {
    expect(gasBound({ contract: 'Points', functionName: 'redeem', args: [] })).toBeUndefined()
  })
})
