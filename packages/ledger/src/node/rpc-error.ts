import type { Hex } from 'viem'

/** The errors in an error's chain of causes, outermost first. */
const chainOf = (error: unknown): Error[] => {
  const chain: Error[] = []
  for (let at = error; at instanceof Error && chain.length < 10; at = at.cause) chain.push(at)
  return chain
}

/** Everything that an error and its causes say, in lower case, for comparison with what nodes are known to say. */
const wordsOf = (error: unknown): string =>
  chainOf(error)
    .map((each) => `${each.message} ${(each as { details?: string }).details ?? ''}`)
    .join(' ')
    .toLowerCase()

/** What a node means when it refuses a transaction. Nodes agree on the words, not on the codes. */
export type SendRefusal = 'known' | 'nonce-used' | 'underpriced' | 'funds' | 'full' | 'invalid' | 'unreachable'

const meanings: readonly (readonly [SendRefusal, RegExp])[] = [
  ['known', /already known|already imported|known transaction|alreadyknown/],
  ['nonce-used', /nonce too low|nonce is too low|old nonce|nonce_too_low|lower than the current nonce|nonce below/],
  ['underpriced', /underpriced|fee too low|max fee per gas less than block base fee|fee cap less than/],
  ['funds', /insufficient funds|upfront cost exceeds|insufficient balance/],
  ['full', /txpool is full|pool is full|too many (pending )?transactions|exceeds.*(pool|account slots)|rate limit|429/],
  [
    'invalid',
    /intrinsic gas|exceeds block gas limit|gas limit.*(exceeds|high|cap)|invalid (sender|signature|chain)|oversized/,
  ],
]

/** Reads from an error of `eth_sendRawTransaction` what the node means. */
export const sendRefusalOf = (error: unknown): SendRefusal => {
  const words = wordsOf(error)
  return meanings.find(([, pattern]) => pattern.test(words))?.[0] ?? 'unreachable'
}

/**
 * What an error of a node or of the way to it says, in one line and without the request: that holds the signed
 * transaction, and the node's address may hold a password.
 */
export const reasonOf = (error: unknown): string => {
  const parts = chainOf(error).flatMap((each) => {
    const { shortMessage, details } = each as { shortMessage?: unknown; details?: unknown }
    if (typeof shortMessage === 'string') return [shortMessage, typeof details === 'string' ? details : '']
    return [each.message]
  })
  const lines = parts.map((part) => part.split('\n')[0]?.trim() ?? '').filter((line) => line !== '')
  const reason = [...new Set(lines)].join(': ') || 'no reason given'
  return reason.replace(/\b\w+:\/\/\S+/g, '<address>').replace(/0x[0-9a-f]{130,}/gi, '0x…')
}

const hexPattern = /^0x[0-9a-f]*$/i

/** The data that a revert returned, wherever in the error the node and viem put it. */
export const revertDataOf = (error: unknown): Hex | undefined => {
  for (const each of chainOf(error)) {
    const { data } = each as { data?: unknown }
    if (typeof data === 'string' && hexPattern.test(data)) return data as Hex
    const inner = (data as { data?: unknown } | undefined)?.data
    if (typeof inner === 'string' && hexPattern.test(inner)) return inner as Hex
  }
  return undefined
}
