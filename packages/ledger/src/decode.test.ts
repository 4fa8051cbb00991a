import { errorsAbi, pointsAbi } from '@candor/contracts'
import { encodeErrorResult, encodeFunctionData, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { contractAt, ledgerContractNames, type LedgerAddresses } from './contracts.ts'
import { decodeCall, decodeEvent, decodeRefusal, toJson } from './decode.ts'

describe('opening calls', () => {
  it('gives the function and its values', () => {
    const data = encodeFunctionData({ abi: pointsAbi, functionName: 'earnBatch', args: [1, 2, zeroHash, '0x1234'] })
    expect(decodeCall('Points', data)).toEqual({
      contract: 'Points',
      functionName: 'earnBatch',
      args: [1, 2, zeroHash, '0x1234'],
    })
  })

  it('gives nothing for what the contract does not have', () => {
    expect(decodeCall('Points', '0xdeadbeef')).toBeUndefined()
    expect(decodeCall('Points', '0x')).toBeUndefined()
    expect(decodeEvent('Points', { topics: [zeroHash], data: '0x' })).toBeUndefined()
    expect(decodeEvent('Points', { topics: [], data: '0x' })).toBeUndefined()
  })
})

describe('opening refusals', () => {
  it('knows the errors of every contract and those that Solidity makes itself', () => {
    const data = encodeErrorResult({ abi: errorsAbi, errorName: 'AlreadyEarned', args: [1, 2, 3] })
    expect(decodeRefusal(data)).toEqual({ name: 'AlreadyEarned', args: [1, 2, 3] })
    const panic = '0x4e487b710000000000000000000000000000000000000000000000000000000000000011'
    expect(decodeRefusal(panic)).toEqual({ name: 'Panic', args: [17n] })
  })

  it('gives nothing for other data', () => {
    expect(decodeRefusal('0x')).toBeUndefined()
    expect(decodeRefusal('0x12345678')).toBeUndefined()
  })
})

describe('values as JSON', () => {
  it('writes whole numbers beyond 2^53 as text, at any depth', () => {
    expect(toJson({ a: 2n ** 60n, b: [1, { c: 3n }], d: null, e: 'x' })).toEqual({
      a: '1152921504606846976',
      b: [1, { c: '3' }],
      d: null,
      e: 'x',
    })
  })
})

describe('the contract at an address', () => {
  it('is found in any case of letters, and is not found elsewhere', () => {
    const addresses = Object.fromEntries(
      ledgerContractNames.map((name, index) => [name, `0x${String(index).padStart(38, '0')}ab`]),
    ) as LedgerAddresses
    expect(contractAt(addresses, addresses.Points.toUpperCase().replace('0X', '0x'))).toBe('Points')
    expect(contractAt(addresses, `0x${'9'.repeat(40)}`)).toBeUndefined()
    expect(contractAt(addresses, null)).toBeUndefined()
  })
})
