/** A node of a tree; node 0 is the root. */
export type TreeNode = {
  /** What the rows that get here add to the score (log-odds), were the tree to end here. */
  readonly value: number
  /** Where it goes on: by which column, whether a bin goes left, and the two nodes; nothing in a leaf. */
  readonly split: Split | undefined
}

export type Split = {
  readonly column: number
  readonly goesLeft: Uint8Array
  readonly left: number
  readonly right: number
}

export type Tree = readonly TreeNode[]

/** The leaf that a row comes to, telling of each node on the way. */
export const walk = (
  tree: Tree,
  binOf: (column: number) => number,
  onStep?: (column: number, from: number, to: number) => void,
): number => {
  let node = tree[0]!
  while (node.split !== undefined) {
    const { column, goesLeft, left, right } = node.split
    const next = tree[goesLeft[binOf(column)] === 1 ? left : right]!
    onStep?.(column, node.value, next.value)
    node = next
  }
  return node.value
}
