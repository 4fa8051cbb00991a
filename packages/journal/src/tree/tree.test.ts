import { describe, expect, it } from 'vitest'
import { fromHex, toHex, toUtf8 } from '../bytes.ts'
import { consistencyProof, verifyConsistency } from './consistency.ts'
import { Frontier } from './frontier.ts'
import { emptyRoot, hashLeaf } from './hash.ts'
import { inclusionProof, verifyInclusion } from './inclusion.ts'
import { nodesOf, readRoot } from './range.ts'
import { auditPath, consistencyPath, leavesReader, merkleTreeHash } from './reference.ts'

/** The tree of eight leaves that Certificate Transparency implementations test themselves against. */
const classicLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const classicRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const classic = classicLeaves.map((hex) => hashLeaf(fromHex(hex, hex.length / 2)))
const hash = (hex: string) => fromHex(hex, 32)
const hexes = (hashes: readonly Uint8Array[]) => hashes.map(toHex)

const many = Array.from({ length: 70 }, (_, i) => hashLeaf(toUtf8(`leaf ${i}`)))
const sizes = [...many.keys()].map((i) => i + 1)

const flipped = (bytes: Uint8Array): Uint8Array => {
  const changed = bytes.slice()
  changed[7]! ^= 0x10
  return changed
}

describe('the classic eight-leaf tree', () => {
  it.each([...classicRoots.keys()])('has the known root at size %i', (size) => {
    const frontier = new Frontier()
    frontier.appendMany(classic.slice(0, size))
    expect(toHex(frontier.root())).toBe(classicRoots[size])
    expect(frontier.size).toBe(size)
  })

  it.each([
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  ])('gives the known inclusion proof of leaf %i among %i', async (index, size, known) => {
    const proof = await inclusionProof(index, size, leavesReader(classic))
    expect(hexes(proof)).toEqual(known)
    const root = hash(classicRoots[size]!)
    expect(verifyInclusion({ leafHash: classic[index]!, index, size, root, proof })).toEqual({ ok: true })
  })

  it.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('gives the known consistency proof from %i to %i', async (from, to, known) => {
    const proof = await consistencyProof(from, to, leavesReader(classic))
    expect(hexes(proof)).toEqual(known)
    const claim = { fromSize: from, fromRoot: hash(classicRoots[from]!), toSize: to, toRoot: hash(classicRoots[to]!) }
    expect(verifyConsistency({ ...claim, proof })).toEqual({ ok: true })
  })
})

describe('trees of every size up to 70', () => {
  it('have the root that RFC 6962 defines, however they were reached', async () => {
    const growing = new Frontier()
    for (const size of sizes) {
      growing.append(many[size - 1]!)
      const expected = toHex(merkleTreeHash(many.slice(0, size)))
      expect(toHex(growing.root())).toBe(expected)
      expect(toHex(await readRoot(size, leavesReader(many)))).toBe(expected)
      const roots = await leavesReader(many)(nodesOf({ start: 0, end: size }))
      expect(toHex(Frontier.restore(size, roots).root())).toBe(expected)
    }
  })

  it('grow on from a copy without touching the original', () => {
    const original = new Frontier()
    original.appendMany(many.slice(0, 13))
    const copy = original.clone()
    copy.append(many[13]!)
    expect(toHex(original.root())).toBe(toHex(merkleTreeHash(many.slice(0, 13))))
    expect(toHex(copy.root())).toBe(toHex(merkleTreeHash(many.slice(0, 14))))
  })

  it('prove every leaf as RFC 6962 defines, and only that leaf at that place', async () => {
    for (const size of sizes) {
      const leaves = many.slice(0, size)
      const root = merkleTreeHash(leaves)
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(index, size, leavesReader(many))
        expect(hexes(proof)).toEqual(hexes(auditPath(index, leaves)))
        const claim = { leafHash: leaves[index]!, index, size, root, proof }
        expect(verifyInclusion(claim)).toEqual({ ok: true })
        for (let other = 0; other < size; other++) {
          if (other !== index) expect(verifyInclusion({ ...claim, index: other }).ok).toBe(false)
        }
      }
    }
  })

  it('prove consistency with every earlier size as RFC 6962 defines', async () => {
    for (const to of sizes) {
      const toRoot = merkleTreeHash(many.slice(0, to))
      for (let from = 1; from <= to; from++) {
        const proof = await consistencyProof(from, to, leavesReader(many))
        expect(hexes(proof)).toEqual(hexes(consistencyPath(from, many.slice(0, to))))
        const claim = { fromSize: from, fromRoot: merkleTreeHash(many.slice(0, from)), toSize: to, toRoot, proof }
        expect(verifyConsistency(claim)).toEqual({ ok: true })
        expect(verifyConsistency({ ...claim, fromRoot: flipped(claim.fromRoot) }).ok).toBe(false)
        expect(verifyConsistency({ ...claim, toRoot: flipped(toRoot) }).ok).toBe(false)
        expect(verifyConsistency({ ...claim, proof: [...proof, toRoot] }).ok).toBe(false)
        for (let i = 0; i < proof.length; i++) {
          expect(verifyConsistency({ ...claim, proof: proof.with(i, flipped(proof[i]!)) }).ok).toBe(false)
          expect(verifyConsistency({ ...claim, proof: proof.toSpliced(i, 1) }).ok).toBe(false)
        }
      }
    }
  })

  it('begin with the empty tree, whose root is known', async () => {
    const proof = await consistencyProof(0, 9, leavesReader(many))
    const claim = { fromSize: 0, fromRoot: emptyRoot(), toSize: 9, toRoot: merkleTreeHash(many.slice(0, 9)), proof }
    expect(proof).toEqual([])
    expect(verifyConsistency(claim)).toEqual({ ok: true })
    expect(verifyConsistency({ ...claim, fromRoot: many[0]! }).ok).toBe(false)
  })
})

describe('a false claim', () => {
  it('of inclusion comes back with everything needed to repeat the check', async () => {
    const proof = await inclusionProof(3, 7, leavesReader(many))
    const root = merkleTreeHash(many.slice(0, 7))
    const claim = { leafHash: many[4]!, index: 3, size: 7, root, proof }
    expect(verifyInclusion(claim)).toEqual({
      ok: false,
      code: 'INCLUSION_ROOT_DIFFERS',
      message: expect.stringContaining('another root') as string,
      evidence: {
        leafHash: toHex(many[4]!),
        index: 3,
        size: 7,
        root: toHex(root),
        proof: hexes(proof),
        computedRoot: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    })
  })

  it('of inclusion is refused when a hash is changed, left out, added or cut', async () => {
    const proof = await inclusionProof(5, 11, leavesReader(many))
    const claim = { leafHash: many[5]!, index: 5, size: 11, root: merkleTreeHash(many.slice(0, 11)), proof }
    expect(verifyInclusion(claim)).toEqual({ ok: true })
    const codeOf = (changed: Partial<typeof claim>) => verifyInclusion({ ...claim, ...changed })
    expect(codeOf({ proof: proof.slice(1) })).toMatchObject({ code: 'INCLUSION_PROOF_LENGTH' })
    expect(codeOf({ proof: [...proof, many[0]!] })).toMatchObject({ code: 'INCLUSION_PROOF_LENGTH' })
    expect(codeOf({ proof: proof.with(0, proof[0]!.slice(1)) })).toMatchObject({ code: 'INCLUSION_PROOF_LENGTH' })
    expect(codeOf({ proof: proof.with(2, flipped(proof[2]!)) })).toMatchObject({ code: 'INCLUSION_ROOT_DIFFERS' })
    expect(codeOf({ leafHash: flipped(many[5]!) })).toMatchObject({ code: 'INCLUSION_ROOT_DIFFERS' })
    expect(codeOf({ index: 11 })).toMatchObject({ code: 'INCLUSION_INDEX_OUTSIDE_TREE' })
    expect(codeOf({ index: -1 })).toMatchObject({ code: 'INCLUSION_INDEX_OUTSIDE_TREE' })
    expect(codeOf({ index: 0.5 })).toMatchObject({ code: 'INCLUSION_INDEX_OUTSIDE_TREE' })
  })

  it('of consistency says which roots the proof leads to', async () => {
    const proof = await consistencyProof(6, 8, leavesReader(classic))
    const claim = { fromSize: 6, fromRoot: hash(classicRoots[5]!), toSize: 8, toRoot: hash(classicRoots[8]!), proof }
    expect(verifyConsistency(claim)).toMatchObject({
      ok: false,
      code: 'CONSISTENCY_ROOT_DIFFERS',
      evidence: { fromRoot: classicRoots[5], computedFromRoot: classicRoots[6], computedToRoot: classicRoots[8] },
    })
    expect(verifyConsistency({ ...claim, fromSize: 9 })).toMatchObject({ code: 'CONSISTENCY_SIZES' })
  })
})

describe('asking for what cannot be', () => {
  it('is refused before anything is read', () => {
    const reader = () => {
      throw new Error('not to be called')
    }
    expect(() => inclusionProof(8, 8, reader)).toThrow('no leaf 8')
    expect(() => inclusionProof(-1, 8, reader)).toThrow('not negative')
    expect(() => consistencyProof(9, 8, reader)).toThrow('cannot begin')
    expect(() => Frontier.restore(7, [])).toThrow('do not make a tree')
  })

  it('is noticed when a reader gives too few nodes', async () => {
    await expect(inclusionProof(3, 7, () => [])).rejects.toMatchObject({ code: 'JOURNAL_TREE_RANGE' })
  })

  it('works beyond 32 bits, where shifts would wrap', async () => {
    const size = 2 ** 45 + 5
    const asked: number[] = []
    const proof = await inclusionProof(2 ** 45 + 4, size, (nodes) => {
      asked.push(...nodes.map(({ height }) => height))
      return nodes.map(() => many[0]!)
    })
    expect(asked).toEqual([2, 45])
    expect(proof).toHaveLength(2)
  })
})
