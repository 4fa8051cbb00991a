import { mapKey } from '../bytes/bytes.ts'
import { keccak256 } from '../crypto/keccak.ts'

/** 2,048 bits. */
export type Bloom = Uint8Array

const BITS = 2047

/** Event signatures and contract addresses come again and again: their bit positions are worth remembering. */
const remembered = new Map<string, readonly [number, number, number]>()
const MAX_REMEMBERED = 20_000

const positionsOf = (element: Uint8Array): readonly [number, number, number] => {
  const key = mapKey(element)
  const known = remembered.get(key)
  if (known !== undefined) return known
  const hash = keccak256(element)
  const view = new DataView(hash.buffer, hash.byteOffset, 6)
  const positions = [view.getUint16(0) & BITS, view.getUint16(2) & BITS, view.getUint16(4) & BITS] as const
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(key, positions)
  return positions
}

/** Sets the three bits of an address or topic (Yellow Paper §4.3.1). */
export const addToBloom = (bloom: Bloom, element: Uint8Array): void => {
  for (const position of positionsOf(element)) {
    const byte = 255 - (position >> 3)
    bloom[byte] = (bloom[byte] as number) | (1 << (position & 7))
  }
}

/** The union of filters. */
export const uniteBlooms = (blooms: readonly Bloom[]): Bloom => {
  const union = new Uint8Array(256)
  for (const bloom of blooms) {
    for (let index = 0; index < 256; index += 1) union[index] = (union[index] as number) | (bloom[index] as number)
  }
  return union
}
