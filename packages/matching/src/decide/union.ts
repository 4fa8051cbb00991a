/** Groups that grow together (disjoint sets), each as a linked list of its members. */
export class Groups {
  readonly #group: Int32Array
  readonly #size: Int32Array
  readonly #next: Int32Array

  /** @param size records, each a group of its own at first */
  constructor(size: number) {
    this.#group = Int32Array.from({ length: size }, (_, record) => record)
    this.#size = new Int32Array(size).fill(1)
    this.#next = Int32Array.from({ length: size }, (_, record) => record)
  }

  /** Records in all groups. */
  get records(): number {
    return this.#group.length
  }

  /** The number of a record's group. */
  of(record: number): number {
    return this.#group[record]!
  }

  /** Records in a group. */
  size(group: number): number {
    return this.#size[group]!
  }

  /**
   * Records of a group, by its number.
   * @param most no more than so many
   */
  members(group: number, most = Infinity): number[] {
    const found: number[] = []
    let record = group
    do {
      found.push(record)
      record = this.#next[record]!
    } while (record !== group && found.length < most)
    return found
  }

  /** Makes one group of two. */
  join(a: number, b: number): void {
    if (a === b) return
    const [kept, gone] = this.#size[a]! >= this.#size[b]! ? [a, b] : [b, a]
    for (const record of this.members(gone)) this.#group[record] = kept
    this.#size[kept]! += this.#size[gone]!
    // Two rings become one by exchanging what follows one member of each.
    const follower = this.#next[kept]!
    this.#next[kept] = this.#next[gone]!
    this.#next[gone] = follower
  }
}
