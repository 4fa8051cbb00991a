import { equalBytes, mapKey, fromMapKey } from '../../bytes/bytes.ts'
import { EMPTY_TRIE_ROOT, keccak256 } from '../../crypto/keccak.ts'
import { ChainError } from '../../errors.ts'
import { decodeNode } from './decode.ts'
import { encodeBranch, encodeExtension, encodeLeaf, isHash, referenceTo } from './encode.ts'
import { newBranch, newExtension, newLeaf, newStub, type Branch, type Extension, type Leaf, type Node } from './node.ts'

/** Where nodes are kept, each under its path: the nibbles that lead to it. */
export interface NodeStore {
  read(path: Uint8Array): Uint8Array | undefined
}

/** Takes what a commit changes: a node's encoding under its path, or `null` for a node that is gone. */
export type NodeWriter = (path: Uint8Array, encoded: Uint8Array | null) => void

type Loaded = Leaf | Extension | Branch

const KEY_NIBBLES = 64

const sharedNibbles = (a: Uint8Array, fromA: number, b: Uint8Array, fromB: number, most: number): number => {
  let count = 0
  while (count < most && a[fromA + count] === b[fromB + count]) count += 1
  return count
}

/**
 * A Merkle-Patricia trie over hashed keys, all of 64 nibbles, as Ethereum's state and storage tries are.
 *
 * Changes only mark nodes; hashes are worked out once, in {@link commit}. A node is stored under its path, so that the
 * next block's version takes the place of this one's and nothing has to be swept up later. What was read from the store
 * is checked against its hash.
 */
export class Trie {
  readonly #store: NodeStore
  #root: Node | null
  #rootHash: Uint8Array
  #generation = 1
  #loaded = 0
  /** Paths under which the store has a node that the trie has not any more. */
  readonly #gone = new Set<string>()

  constructor(store: NodeStore, rootHash: Uint8Array = EMPTY_TRIE_ROOT) {
    this.#store = store
    this.#rootHash = rootHash
    this.#root = equalBytes(rootHash, EMPTY_TRIE_ROOT) ? null : newStub(rootHash)
  }

  /** Root after the last commit. */
  get rootHash(): Uint8Array {
    return this.#rootHash
  }

  /** Nodes in memory, leaves not counted. */
  get loaded(): number {
    return this.#loaded
  }

  /** Replaces a stub by the node it stands for. */
  #load(node: Node, path: Uint8Array, depth: number): Loaded {
    if (node.kind !== 'stub') return node
    const { reference } = node
    const stored = isHash(reference)
    const encoded = stored ? this.#store.read(path.subarray(0, depth)) : reference
    if (encoded === undefined || (stored && !equalBytes(keccak256(encoded), reference))) {
      throw new ChainError(
        'CHAIN_CACHE_DAMAGED',
        `The state cache ${encoded === undefined ? 'lacks' : 'has changed'} a node.`,
      )
    }
    const loaded = decodeNode(encoded, path, depth, this.#generation)
    loaded.reference = reference
    loaded.stored = stored
    if (loaded.kind !== 'leaf') this.#loaded += 1
    return loaded
  }

  /** Notes that a node will not be at its place any more. */
  #leave(node: Loaded, path: Uint8Array, depth: number): void {
    if (node.stored) this.#gone.add(mapKey(path.subarray(0, depth)))
    node.stored = false
    node.reference = null
  }

  /** Sets the value of a key. */
  put(path: Uint8Array, value: Uint8Array): void {
    this.#root = this.#root === null ? newLeaf(path, value) : this.#insert(this.#root, path, 0, value)
  }

  #insert(node: Node, path: Uint8Array, depth: number, value: Uint8Array): Loaded {
    const loaded = this.#load(node, path, depth)
    if (loaded.kind === 'branch') {
      const nibble = path[depth] as number
      const child = loaded.children[nibble] ?? null
      loaded.children[nibble] = child === null ? newLeaf(path, value) : this.#insert(child, path, depth + 1, value)
      loaded.reference = null
      loaded.touched = this.#generation
      return loaded
    }
    return loaded.kind === 'leaf'
      ? this.#insertAtLeaf(loaded, path, depth, value)
      : this.#insertAtExtension(loaded, path, depth, value)
  }

  #insertAtLeaf(leaf: Leaf, path: Uint8Array, depth: number, value: Uint8Array): Loaded {
    const shared = sharedNibbles(leaf.path, depth, path, depth, KEY_NIBBLES - depth)
    if (depth + shared === KEY_NIBBLES) {
      leaf.value = value
      leaf.reference = null
      return leaf
    }
    this.#leave(leaf, path, depth)
    const fork = this.#newBranch()
    fork.children[leaf.path[depth + shared] as number] = leaf
    fork.children[path[depth + shared] as number] = newLeaf(path, value)
    return this.#under(path.slice(depth, depth + shared), fork)
  }

  #insertAtExtension(extension: Extension, path: Uint8Array, depth: number, value: Uint8Array): Loaded {
    const { nibbles, child } = extension
    const shared = sharedNibbles(nibbles, 0, path, depth, nibbles.length)
    if (shared === nibbles.length) {
      extension.child = this.#insert(child, path, depth + shared, value)
      extension.reference = null
      return extension
    }
    this.#leave(extension, path, depth)
    this.#loaded -= 1
    const fork = this.#newBranch()
    fork.children[nibbles[shared] as number] = this.#under(nibbles.slice(shared + 1), child)
    fork.children[path[depth + shared] as number] = newLeaf(path, value)
    return this.#under(nibbles.slice(0, shared), fork)
  }

  #newBranch(): Branch {
    this.#loaded += 1
    return newBranch(this.#generation)
  }

  /** Puts an extension over a node, unless it would be empty. */
  #under<T extends Node>(nibbles: Uint8Array, child: T): Extension | T {
    if (nibbles.length === 0) return child
    this.#loaded += 1
    return newExtension(nibbles, child)
  }

  /** Removes a key, if it is there. */
  delete(path: Uint8Array): void {
    if (this.#root !== null) this.#root = this.#remove(this.#root, path, 0)
  }

  /** A node that comes back with a reference is unchanged: every change takes the reference away. */
  #remove(node: Node, path: Uint8Array, depth: number): Loaded | null {
    const loaded = this.#load(node, path, depth)
    if (loaded.kind === 'branch') return this.#removeBelowBranch(loaded, path, depth)
    if (loaded.kind === 'leaf') {
      if (!equalBytes(loaded.path, path)) return loaded
      this.#leave(loaded, path, depth)
      return null
    }
    const { nibbles } = loaded
    if (sharedNibbles(nibbles, 0, path, depth, nibbles.length) < nibbles.length) return loaded
    const child = this.#remove(loaded.child, path, depth + nibbles.length)
    if (child !== null && child.kind === 'branch') {
      loaded.child = child
      if (child.reference === null) loaded.reference = null
      return loaded
    }
    this.#leave(loaded, path, depth)
    this.#loaded -= 1
    return child === null ? null : this.#lengthen(nibbles, child, path, depth)
  }

  #removeBelowBranch(branch: Branch, path: Uint8Array, depth: number): Loaded | null {
    const nibble = path[depth] as number
    const before = branch.children[nibble] ?? null
    if (before === null) return branch
    const after = this.#remove(before, path, depth + 1)
    branch.children[nibble] = after
    if (after !== null && after.reference !== null) return branch
    branch.reference = null
    branch.touched = this.#generation
    if (after !== null) return branch
    return this.#collapse(branch, path, depth)
  }

  /** A branch that has lost a child and has one left gives way to it. */
  #collapse(branch: Branch, path: Uint8Array, depth: number): Loaded | null {
    let only = -1
    for (const [nibble, child] of branch.children.entries()) {
      if (child === null) continue
      if (only !== -1) return branch
      only = nibble
    }
    this.#leave(branch, path, depth)
    this.#loaded -= 1
    if (only === -1) return null
    const childPath = path.slice()
    childPath[depth] = only
    const child = this.#load(branch.children[only] as Node, childPath, depth + 1)
    return this.#lengthen(Uint8Array.of(only), child, childPath, depth)
  }

  /** Puts `nibbles` before a node that was found at `depth` plus their number: leaf and extension take them up. */
  #lengthen(nibbles: Uint8Array, child: Loaded, path: Uint8Array, depth: number): Loaded {
    const childDepth = depth + nibbles.length
    if (child.kind === 'branch') return this.#under(nibbles, child)
    this.#leave(child, path, childDepth)
    if (child.kind === 'leaf') return child
    const longer = new Uint8Array(nibbles.length + child.nibbles.length)
    longer.set(nibbles)
    longer.set(child.nibbles, nibbles.length)
    return newExtension(longer, child.child)
  }

  /**
   * Hashes what has changed since the last commit.
   *
   * @param write - takes the nodes to store and those to remove
   * @returns the root
   */
  commit(write: NodeWriter): Uint8Array {
    this.#rootHash =
      this.#root === null ? EMPTY_TRIE_ROOT : this.#hash(this.#root, new Uint8Array(KEY_NIBBLES), 0, write)
    for (const key of this.#gone) write(fromMapKey(key), null)
    this.#gone.clear()
    this.#generation += 1
    return this.#rootHash
  }

  #hash(node: Node, path: Uint8Array, depth: number, write: NodeWriter): Uint8Array {
    if (node.kind === 'stub' || node.reference !== null) return node.reference as Uint8Array
    if (node.kind === 'branch') {
      for (const [nibble, child] of node.children.entries()) {
        if (child === null || child.reference !== null) continue
        path[depth] = nibble
        this.#hash(child, path, depth + 1, write)
      }
    } else if (node.kind === 'extension') {
      path.set(node.nibbles, depth)
      this.#hash(node.child, path, depth + node.nibbles.length, write)
    }
    const encoded = this.#encode(node, depth)
    // The root is named by its hash and stored even when it is short.
    node.reference = depth === 0 ? keccak256(encoded) : referenceTo(encoded)
    this.#place(node, path.slice(0, depth), encoded, write)
    return node.reference
  }

  #encode(node: Loaded, depth: number): Uint8Array {
    if (node.kind === 'branch') return encodeBranch(node)
    return node.kind === 'leaf' ? encodeLeaf(node, depth) : encodeExtension(node)
  }

  #place(node: Loaded, path: Uint8Array, encoded: Uint8Array, write: NodeWriter): void {
    const stores = isHash(node.reference as Uint8Array)
    if (stores) {
      if (this.#gone.size > 0) this.#gone.delete(mapKey(path))
      write(path, encoded.slice())
    } else if (node.stored) this.#gone.add(mapKey(path))
    node.stored = stores
  }

  /**
   * Lets go of subtrees that were not touched in the last `keep` commits. To be called when everything that commits
   * have written is in the store.
   */
  evict(keep: number): void {
    if (this.#root === null || this.#root.kind === 'stub') return
    const oldest = this.#generation - keep
    this.#loaded = this.#evictBelow(this.#root, oldest)
  }

  /** Returns how many nodes stay. */
  #evictBelow(node: Node, oldest: number): number {
    if (node.kind === 'extension') {
      node.child = this.#evicted(node.child, oldest)
      return 1 + this.#evictBelow(node.child, oldest)
    }
    if (node.kind !== 'branch') return 0
    let stays = 1
    for (const [nibble, child] of node.children.entries()) {
      if (child === null) continue
      const kept = this.#evicted(child, oldest)
      node.children[nibble] = kept
      stays += this.#evictBelow(kept, oldest)
    }
    return stays
  }

  #evicted(node: Node, oldest: number): Node {
    const { reference } = node
    const old = node.kind === 'branch' && node.touched < oldest
    return old && reference !== null && isHash(reference) ? newStub(reference) : node
  }

  /**
   * The nodes from the root to where the key is or would be, encoded: a proof of its value or of its absence
   * (EIP-1186). To be called after a commit, before further changes.
   */
  prove(path: Uint8Array): Uint8Array[] {
    const proof: Uint8Array[] = []
    let depth = 0
    let node: Loaded | null = this.#root === null ? null : this.#load(this.#root, path, 0)
    if (node !== null) this.#root = node
    while (node !== null) {
      if (depth === 0 || isHash(node.reference as Uint8Array)) proof.push(this.#encode(node, depth).slice())
      if (node.kind === 'leaf') break
      if (node.kind === 'extension') {
        const { nibbles } = node
        if (sharedNibbles(nibbles, 0, path, depth, nibbles.length) < nibbles.length) break
        depth += nibbles.length
        node = node.child = this.#load(node.child, path, depth)
        continue
      }
      const nibble = path[depth] as number
      const child: Node | null = node.children[nibble] ?? null
      depth += 1
      if (child === null) break
      node = node.children[nibble] = this.#load(child, path, depth)
    }
    return proof
  }
}
