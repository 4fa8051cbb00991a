import { keccak256, stringToBytes, type Hex } from 'viem'

/**
 * A business reference for the contracts: the same parts give the same 32 bytes, so that a repeated call is known as
 * a repetition. The parts are joined as a JSON list, so that no two lists of parts can read the same.
 * @param parts what the call is about, such as `'earn', merchantId, '1-200'`; nothing personal
 */
export const referenceOf = (...parts: readonly string[]): Hex => keccak256(stringToBytes(JSON.stringify(parts)))
