/** A whole answer. */
export type Answer = { readonly status: number; readonly body: string }

const headEnd = Buffer.from('\r\n\r\n')

const chunkedBody = (bytes: Buffer): { body: string; size: number } | undefined => {
  const parts: Buffer[] = []
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd === -1) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    const start = lineEnd + 2
    if (bytes.length < start + size + 2) return undefined
    if (size === 0) return { body: Buffer.concat(parts).toString('utf8'), size: start + 2 }
    parts.push(bytes.subarray(start, start + size))
    at = start + size + 2
  }
}

/**
 * Cuts answers out of the bytes of one connection, each answered before the next is asked.
 * @returns a function that takes bytes and gives the answer they complete
 */
export const answerReader = (): ((chunk: Buffer) => Answer | undefined) => {
  let held = Buffer.alloc(0) as Buffer
  return (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const end = held.indexOf(headEnd)
    if (end === -1) return undefined
    const head = held.toString('latin1', 0, end).toLowerCase()
    const status = Number(head.slice(9, 12))
    const rest = held.subarray(end + 4)
    if (/\r\ntransfer-encoding: *chunked/.test(head)) {
      const chunked = chunkedBody(rest)
      if (chunked === undefined) return undefined
      held = Buffer.alloc(0)
      return { status, body: chunked.body }
    }
    const length = Number(/\r\ncontent-length: *(\d+)/.exec(head)?.[1] ?? 0)
    if (rest.length < length) return undefined
    held = Buffer.alloc(0)
    return { status, body: rest.toString('utf8', 0, length) }
  }
}
