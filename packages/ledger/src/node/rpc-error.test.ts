import { describe, expect, it } from 'vitest'
import { reasonOf, revertDataOf, sendRefusalOf } from './rpc-error.ts'

describe('what a node means when it refuses a transaction', () => {
  it.each([
    ['already known', 'known'],
    ['Known transaction', 'known'],
    ['transaction already imported', 'known'],
    ['nonce too low: next nonce 3, tx nonce 2', 'nonce-used'],
    ['Transaction nonce is too low. Try incrementing the nonce.', 'nonce-used'],
    ['replacement transaction underpriced', 'underpriced'],
    ['max fee per gas less than block base fee', 'underpriced'],
    ['Gas price below configured minimum; transaction underpriced', 'underpriced'],
    ['insufficient funds for gas * price + value', 'funds'],
    ['Upfront cost exceeds account balance', 'funds'],
    ['txpool is full', 'full'],
    ['intrinsic gas too low', 'invalid'],
    ['exceeds block gas limit', 'invalid'],
    ['connect ECONNREFUSED 127.0.0.1:8545', 'unreachable'],
    ['fetch failed', 'unreachable'],
  ])('%s → %s', (message, meaning) => {
    expect(sendRefusalOf(new Error('RPC failed', { cause: new Error(message) }))).toBe(meaning)
  })
})

describe('the data of a revert', () => {
  it('is found wherever in the chain of causes it is', () => {
    const revert = Object.assign(new Error('execution reverted'), { code: 3, data: '0x1234' })
    expect(revertDataOf(new Error('outer', { cause: new Error('middle', { cause: revert }) }))).toBe('0x1234')
    const wrapped = Object.assign(new Error('reverted'), { data: { data: '0xabcd' } })
    expect(revertDataOf(wrapped)).toBe('0xabcd')
    expect(revertDataOf(new Error('no data'))).toBeUndefined()
    expect(revertDataOf('not an error')).toBeUndefined()
  })
})

describe('the reason of a failure, for logs', () => {
  it('names what was said once, and neither the request nor the address', () => {
    const inner = Object.assign(new Error(`RPC Request failed.\n\nURL: https://user:secret@node/\nRequest body: …`), {
      shortMessage: 'RPC Request failed.',
      details: 'Insufficient funds',
    })
    const outer = Object.assign(new Error(inner.message, { cause: inner }), {
      shortMessage: 'Transaction creation failed.',
      details: 'Insufficient funds',
    })
    expect(reasonOf(outer)).toBe('Transaction creation failed.: Insufficient funds: RPC Request failed.')
    const plain = new Error(`cannot reach https://user:secret@node with 0x${'ab'.repeat(200)}`)
    expect(reasonOf(plain)).toBe('cannot reach <address> with 0x…')
    expect(reasonOf(undefined)).toBe('no reason given')
  })
})
