import { createMerkleProof, createMPT, verifyMerkleProof } from '@ethereumjs/mpt'
import { RLP } from '@ethereumjs/rlp'
import { describe, expect, it } from 'vitest'
import { fromMapKey, mapKey, toHex } from '../../bytes/bytes.ts'
import { EMPTY_TRIE_ROOT, keccak256 } from '../../crypto/keccak.ts'
import { createRandom, type Random } from '../../testing/random.ts'
import { nibblesOf } from './nibbles.ts'
import { Trie } from './trie.ts'

/** A store in memory, and a trie over it. */
const storedTrie = () => {
  const nodes = new Map<string, Uint8Array>()
  const store = { read: (path: Uint8Array) => nodes.get(mapKey(path)) }
  const write = (path: Uint8Array, encoded: Uint8Array | null): void => {
    if (encoded === null) nodes.delete(mapKey(path))
    else nodes.set(mapKey(path), encoded)
  }
  return { nodes, write, open: (root?: Uint8Array) => new Trie(store, root) }
}

/** Keys that share long beginnings make the shapes that random ones hardly ever make. */
const closeKeys = (random: Random, count: number): Uint8Array[] =>
  Array.from({ length: count }, () => {
    const key = new Uint8Array(32)
    for (let at = 0; at < 32; at += 1) key[at] = random.chance(12) ? random.below(4) * 0x11 : 0
    return key
  })

const spreadKeys = (random: Random, count: number): Uint8Array[] =>
  Array.from({ length: count }, () => keccak256(random.bytes(8)))

describe('the trie', () => {
  it('has the known root when empty', () => {
    expect(
      toHex(
        storedTrie()
          .open()
          .commit(() => undefined),
      ),
    ).toBe('0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421')
  })

  it.each([
    { shape: 'spread', keysOf: spreadKeys, seed: 1 },
    { shape: 'spread', keysOf: spreadKeys, seed: 2 },
    { shape: 'close', keysOf: closeKeys, seed: 3 },
    { shape: 'close', keysOf: closeKeys, seed: 4 },
    { shape: 'close', keysOf: closeKeys, seed: 5 },
  ])(
    'has the roots of the reference trie through random changes of $shape keys (seed $seed)',
    async ({ keysOf, seed }) => {
      const random = createRandom(seed)
      const keys = keysOf(random, 300)
      const reference = await createMPT({ useRootPersistence: false })
      const { nodes, write, open } = storedTrie()
      let trie = open()
      for (let block = 0; block < 60; block += 1) {
        for (let change = random.below(40); change >= 0; change -= 1) {
          const key = random.pick(keys)
          if (random.below(5) < 2) {
            trie.delete(nibblesOf(key))
            await reference.del(key)
          } else {
            const value = RLP.encode(random.bytes(random.pick([1, 1, 8, 32])))
            trie.put(nibblesOf(key), value)
            await reference.put(key, value)
          }
        }
        const root = trie.commit(write)
        expect(toHex(root)).toBe(toHex(reference.root()))
        if (random.chance(3)) trie.evict(random.below(3))
        else if (random.chance(6)) trie = open(root)
      }
      // No node is left behind, and none is missing: a trie of the same content stores the same.
      const fresh = storedTrie()
      const copy = fresh.open()
      for (const key of keys) {
        const value = await reference.get(key)
        if (value !== null) copy.put(nibblesOf(key), value)
      }
      copy.commit(fresh.write)
      expect(Object.fromEntries(nodes)).toEqual(Object.fromEntries(fresh.nodes))
    },
  )

  it('proves what keys hold, and that others hold nothing', async () => {
    const random = createRandom(7)
    const keys = spreadKeys(random, 200)
    const { write, open } = storedTrie()
    const trie = open()
    const reference = await createMPT()
    for (const key of keys) {
      trie.put(nibblesOf(key), key)
      await reference.put(key, key)
    }
    const root = trie.commit(write)
    const reopened = open(root)
    for (const key of [...keys.slice(0, 20), ...spreadKeys(random, 20)]) {
      const proof = reopened.prove(nibblesOf(key))
      expect(proof.map(toHex)).toEqual((await createMerkleProof(reference, key)).map(toHex))
      const proved = await verifyMerkleProof(key, proof, { root })
      expect(proved ?? undefined).toEqual((await reference.get(key)) ?? undefined)
    }
  })

  it('refuses a node that was changed or lost in the store', () => {
    const { nodes, write, open } = storedTrie()
    const trie = open()
    const keys = spreadKeys(createRandom(8), 100)
    for (const key of keys) trie.put(nibblesOf(key), key)
    const root = trie.commit(write)
    const [path, encoded] = [...nodes].find(([key]) => key.length === 1) as [string, Uint8Array]
    const below = keys.find((key) => (key[0] as number) >> 4 === fromMapKey(path)[0]) as Uint8Array
    nodes.set(
      path,
      encoded.map((byte, at) => (at === 5 ? byte ^ 1 : byte)),
    )
    expect(() => open(root).put(nibblesOf(below), below)).toThrow('has changed a node')
    nodes.delete(path)
    expect(() => open(root).put(nibblesOf(below), below)).toThrow('lacks a node')
  })

  it('is empty again when everything is removed', () => {
    const { nodes, write, open } = storedTrie()
    const trie = open()
    const keys = spreadKeys(createRandom(9), 50)
    for (const key of keys) trie.put(nibblesOf(key), key)
    trie.commit(write)
    for (const key of keys) trie.delete(nibblesOf(key))
    expect(trie.commit(write)).toEqual(EMPTY_TRIE_ROOT)
    expect(nodes.size).toBe(0)
  })
})
