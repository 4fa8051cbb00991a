/** A purchase as it is reported to the points contract. */
export interface EarnItem {
  /** Number of the account within the programme, from 1. */
  readonly holder: number
  /** Number of the purchase at its merchant, from 1. */
  readonly purchase: number
  /** Minor units of the programme's currency. */
  readonly amount: bigint
  /** When the purchase was made, in seconds since 1970. */
  readonly time: number
}

/** What the contract computed for one purchase. */
export interface EarnResult {
  readonly points: bigint
  /** Version of the merchant's rule; 0 if none was in force. */
  readonly version: number
}

/** Bytes of one purchase in a batch: holder uint32, purchase uint32, amount uint48, time uint40, big-endian. */
export const earnItemLength = 19
/** Bytes of one result: points uint32, version uint16, big-endian. */
export const earnResultLength = 6

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const putUint = (view: DataView, at: number, length: number, value: bigint, name: string): void => {
  if (value < 0n || value >= 1n << BigInt(8 * length)) {
    throw new RangeError(`${name} ${value} does not fit into ${length} bytes`)
  }
  for (let rest = value, index = length; index > 0; rest >>= 8n, index -= 1) {
    view.setUint8(at + index - 1, Number(rest & 0xffn))
  }
}

const getUint = (view: DataView, at: number, length: number): bigint => {
  let value = 0n
  for (let index = 0; index < length; index += 1) value = (value << 8n) | BigInt(view.getUint8(at + index))
  return value
}

/**
 * Packs purchases into the form that `Points.earnBatch` takes.
 * @throws RangeError when a number does not fit its place
 */
export const packEarnItems = (items: readonly EarnItem[]): Uint8Array => {
  const bytes = new Uint8Array(items.length * earnItemLength)
  const view = viewOf(bytes)
  items.forEach((item, index) => {
    const at = index * earnItemLength
    putUint(view, at, 4, BigInt(item.holder), 'holder')
    putUint(view, at + 4, 4, BigInt(item.purchase), 'purchase')
    putUint(view, at + 8, 6, item.amount, 'amount')
    putUint(view, at + 14, 5, BigInt(item.time), 'time')
  })
  return bytes
}

const wholeNumberOf = (bytes: Uint8Array, length: number, name: string): number => {
  if (bytes.length % length !== 0) throw new RangeError(`${bytes.length} bytes are no whole number of ${name}`)
  return bytes.length / length
}

/** Reads purchases back. @throws RangeError when the bytes are no whole number of purchases */
export const unpackEarnItems = (bytes: Uint8Array): EarnItem[] => {
  const view = viewOf(bytes)
  return Array.from({ length: wholeNumberOf(bytes, earnItemLength, 'purchases') }, (_, index) => {
    const at = index * earnItemLength
    return {
      holder: view.getUint32(at),
      purchase: view.getUint32(at + 4),
      amount: getUint(view, at + 8, 6),
      time: Number(getUint(view, at + 14, 5)),
    }
  })
}

/** Reads the results of an `EarnedBatch` event, in the order of the purchases. @throws RangeError when cut short */
export const unpackEarnResults = (bytes: Uint8Array): EarnResult[] => {
  const view = viewOf(bytes)
  return Array.from({ length: wholeNumberOf(bytes, earnResultLength, 'results') }, (_, index) => ({
    points: BigInt(view.getUint32(index * earnResultLength)),
    version: view.getUint16(index * earnResultLength + 4),
  }))
}
