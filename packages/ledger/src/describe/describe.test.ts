import { packEarnItems } from '@candor/api'
import { errorsAbi } from '@candor/contracts'
import { bytesToHex, stringToHex, zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { abiOf, ledgerContractNames } from '../contracts.ts'
import { describeCall } from './calls.ts'
import type { DescribeOptions } from './context.ts'
import { describeEvent } from './events.ts'
import { describedRefusals, describeRefusal } from './refusals.ts'

const names = new Map([[2, 'Harbour Books']])
const inLanguage = (language: 'en' | 'zh-CN'): DescribeOptions => ({
  language,
  memberName: (member) => names.get(member),
  currencyOf: (programme) => (programme === 1 ? 'GBP' : undefined),
})
const en = inLanguage('en')
const zh = inLanguage('zh-CN')

const rule = {
  pointsNumerator: 1,
  spendUnit: 100,
  minimumSpend: 500,
  maximumPoints: 1_000,
  startsAt: 1_772_323_200,
  endsAt: 0,
}

const itemsOf = (count: number) =>
  bytesToHex(
    packEarnItems(
      Array.from({ length: count }, (_, index) => ({ holder: 1, purchase: index + 1, amount: 1n, time: 1 })),
    ),
  )

/** Values of each kind, so that every function and event of every contract can be described. */
const exampleOf = (type: string, name: string): unknown => {
  if (name === 'packed') return itemsOf(2)
  if (name === 'results') return '0x000000010001'
  if (name === 'rule') return rule
  if (name === 'terms') return { price: 300, stock: 5 }
  if (name === 'spending') return { points: 300 }
  if (name === 'decision') return { member: 2, state: 1 }
  if (name === 'currency') return stringToHex('GBP')
  if (type.endsWith('[]')) return []
  if (type === 'bool') return true
  if (type === 'string') return 'A name'
  if (type === 'address') return zeroAddress
  if (type.startsWith('bytes')) return zeroHash
  return type.startsWith('uint') && Number(type.slice(4)) > 48 ? 42n : 42
}

type Item = {
  type: string
  name?: string
  stateMutability?: string
  inputs?: readonly { type: string; name?: string }[]
}

const itemsOfAll = (wanted: (item: Item) => boolean) =>
  ledgerContractNames.flatMap((contract) =>
    (abiOf(contract) as readonly Item[]).filter(wanted).map((item) => [contract, item] as const),
  )

describe('calls in plain words', () => {
  it('tell what is done for whom', () => {
    const call = { contract: 'Points', functionName: 'earnBatch', args: [1, 2, zeroHash, itemsOf(42)] } as const
    expect(describeCall(call, en)).toBe('Report 42 purchases of Harbour Books (no. 1–42) for points')
    expect(describeCall(call, zh)).toBe('为积分报送 Harbour Books 的 42 笔购买（编号 1–42）')
    const one = { ...call, args: [1, 7, zeroHash, itemsOf(1)] }
    expect(describeCall(one, en)).toBe('Report 1 purchase of member 7 (no. 1–1) for points')
  })

  it('write rules as money, dates and points', () => {
    const call = { contract: 'EarnRules', functionName: 'publish', args: [1, 2, rule] } as const
    expect(describeCall(call, en)).toBe(
      'Publish a rule of Harbour Books: 1 point per £1.00, purchases from £5.00, at most 1,000 a purchase, from Mar 1, 2026, 12:00 AM UTC on',
    )
    const other = { ...call, args: [9, 2, { ...rule, maximumPoints: 2 ** 32 - 1, endsAt: rule.startsAt + 86_400 }] }
    expect(describeCall(other, zh)).toContain('每 100 个最小货币单位 得 1 分')
    expect(describeCall(other, zh)).toContain('至')
    expect(describeCall(other, zh)).not.toContain('最多')
  })

  it.each(itemsOfAll(({ type, stateMutability }) => type === 'function' && stateMutability === 'nonpayable'))(
    'exist in both languages: %s %o',
    (contract, { name = '', inputs = [] }) => {
      const call = {
        contract,
        functionName: name,
        args: inputs.map((input) => exampleOf(input.type, input.name ?? '')),
      }
      expect(describeCall(call, en)).not.toMatch(/^Call |undefined|NaN/)
      expect(describeCall(call, zh)).toMatch(/[\u4e00-\u9fff]/)
    },
  )

  it('fall back on the function for one that is not known', () => {
    const call = { contract: 'Points', functionName: 'redeem', args: [] } as const
    expect(describeCall(call, en)).toBe('Call redeem of the contract Points')
  })
})

describe('events in plain words', () => {
  it('tell what a batch earned', () => {
    const args = { programme: 1, merchant: 2, totalPoints: 1_930n, results: `0x${'000000010001'.repeat(42)}` }
    const event = { contract: 'Points', event: 'EarnedBatch', args } as const
    expect(describeEvent(event, en)).toBe('42 purchases of Harbour Books earned 1,930 points')
    expect(describeEvent(event, zh)).toBe('Harbour Books 的 42 笔购买获得 1,930 积分')
  })

  const known = itemsOfAll(
    ({ type, name }) => type === 'event' && name !== 'Upgraded' && name !== 'EIP712DomainChanged',
  )
  it.each(known)('exist in both languages: %s %o', (contract, { name = '', inputs = [] }) => {
    const args = Object.fromEntries(
      inputs.map((input) => [input.name ?? '', exampleOf(input.type, input.name ?? '')] as const),
    )
    expect(describeEvent({ contract, event: name, args }, en)).not.toMatch(/undefined|NaN|^\w+: \w+$/)
    expect(describeEvent({ contract, event: name, args }, zh)).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('refusals in plain words', () => {
  it('name what was refused', () => {
    const refusal = { name: 'AlreadyEarned', args: [1, 2, 77] }
    expect(describeRefusal(refusal, 'en')).toBe('Purchase 77 has earned its points before.')
    expect(describeRefusal(refusal, 'zh-CN')).toBe('购买 77 此前已经获得积分。')
    expect(describeRefusal({ name: 'Panic', args: [17n] }, 'en')).toBe('The contract refused the call.')
  })

  it('exist for every error of our own contracts', () => {
    const library = /^(ERC1967|UUPS|AddressEmptyCode|FailedCall|InvalidShortString|StringTooLong)/
    const own = errorsAbi.map(({ name }) => name).filter((name) => !library.test(name))
    expect(own.filter((name) => !describedRefusals.includes(name))).toEqual([])
  })
})
