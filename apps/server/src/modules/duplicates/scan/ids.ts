/** Many UUIDs in 16 bytes each. */
export class IdList {
  #bytes = Buffer.alloc(16 * 1024)
  size = 0

  add(id: string): void {
    if (16 * (this.size + 1) > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#bytes.length)])
    this.#bytes.write(id.replaceAll('-', ''), 16 * this.size, 'hex')
    this.size += 1
  }

  at(place: number): string {
    const hex = this.#bytes.toString('hex', 16 * place, 16 * (place + 1))
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}
