import { EMPTY_BYTES } from '../../../bytes/bytes.ts'
import { keccak256 } from '../../../crypto/keccak.ts'
import { isEmptyAccount } from '../../../state/account.ts'
import { operation, type Frame, type Operation, type Operations } from '../frame.ts'
import { gas, wordsOf } from '../gas.ts'
import { halt } from '../halt.ts'
import { addressBytesOf, wordOf } from '../words.ts'

const given = (read: (frame: Frame) => bigint): Operation =>
  operation(gas.base, 0, 1, (frame) => frame.push(read(frame)))

/** Copies a part of something to memory; beyond its end there are zeros. Takes three words: target, offset, length. */
const copy = (frame: Frame, source: Uint8Array): void => {
  const target = frame.pop()
  const offset = frame.pop()
  const length = frame.pop()
  frame.expand(target, length)
  frame.charge(gas.copyWord * wordsOf(length))
  if (length === 0n) return
  const from = offset < BigInt(source.length) ? Number(offset) : source.length
  frame.memory.put(Number(target), Number(length), source.subarray(from))
}

const copying = (source: (frame: Frame) => Uint8Array): Operation =>
  operation(gas.veryLow, 3, 0, (frame) => copy(frame, source(frame)))

/** Looks at an account, which costs more the first time in a transaction. */
const lookAt = (frame: Frame, address: Uint8Array) => {
  frame.charge(frame.context.warm(address) ? gas.coldAccount : gas.warm)
  return frame.context.state.entry(address)
}

const hash = operation(gas.keccak, 2, 1, (frame) => {
  const offset = frame.pop()
  const length = frame.pop()
  frame.expand(offset, length)
  frame.charge(gas.keccakWord * wordsOf(length))
  const from = length === 0n ? 0 : Number(offset)
  frame.pushBytes(keccak256(frame.memory.bytes.subarray(from, from + Number(length))))
})

const loadInput = operation(gas.veryLow, 1, 1, (frame) => {
  const offset = frame.pop()
  const { input } = frame
  if (offset >= BigInt(input.length)) return frame.push(0n)
  const part = input.subarray(Number(offset), Number(offset) + 32)
  return frame.push(wordOf(part) << BigInt(8 * (32 - part.length)))
})

const copyReturned = operation(gas.veryLow, 3, 0, (frame) => {
  const { stack, returned } = frame
  const offset = stack.at(-2) as bigint
  const length = stack.at(-3) as bigint
  // Beyond what was returned there are no zeros: it is an error (EIP-211).
  if (offset + length > BigInt(returned.length)) halt('OUT_OF_GAS')
  copy(frame, returned)
})

const externalCodeHash = operation(0, 1, 1, (frame) => {
  const { current } = lookAt(frame, addressBytesOf(frame.pop()))
  frame.pushBytes(current === null || isEmptyAccount(current) ? EMPTY_BYTES : current.codeHash)
})

const copyExternalCode = operation(0, 4, 0, (frame) => {
  const account = lookAt(frame, addressBytesOf(frame.pop()))
  copy(frame, frame.context.state.code(account))
})

const blockHash = operation(gas.blockHash, 1, 1, (frame) => {
  const number = frame.pop()
  const back = frame.context.block.header.number - number
  if (back < 1n || back > 256n) frame.push(0n)
  else frame.pushBytes(frame.context.hashOf(number))
})

const blobHash = operation(gas.veryLow, 1, 1, (frame) => {
  const index = frame.pop()
  const hashes = frame.message.blobVersionedHashes ?? []
  frame.push(index < BigInt(hashes.length) ? BigInt(hashes[Number(index)]!) : 0n)
})

const header = (read: (header: Frame['context']['block']['header']) => bigint): Operation =>
  given(({ context }) => read(context.block.header))

/** What surrounds the message: hashing, call, accounts, block; 0x20 to 0x4a. */
export const environment: Operations = {
  0x20: hash,
  0x30: given(({ account }) => wordOf(account.address)),
  0x31: operation(0, 1, 1, (frame) => {
    frame.push(lookAt(frame, addressBytesOf(frame.pop())).current?.balance ?? 0n)
  }),
  0x32: given(({ context }) => wordOf(context.origin)),
  0x33: given(({ message }) => wordOf(message.caller.bytes)),
  0x34: given(({ message }) => message.value),
  0x35: loadInput,
  0x36: given(({ input }) => BigInt(input.length)),
  0x37: copying(({ input }) => input),
  0x38: given(({ program }) => BigInt(program.code.length)),
  0x39: copying(({ program }) => program.code),
  0x3a: given(({ context }) => context.gasPrice),
  0x3b: operation(0, 1, 1, (frame) => {
    const account = lookAt(frame, addressBytesOf(frame.pop()))
    frame.push(BigInt(frame.context.state.code(account).length))
  }),
  0x3c: copyExternalCode,
  0x3d: given(({ returned }) => BigInt(returned.length)),
  0x3e: copyReturned,
  0x3f: externalCodeHash,
  0x40: blockHash,
  0x41: header(({ coinbase }) => wordOf(coinbase.bytes)),
  0x42: header(({ timestamp }) => timestamp),
  0x43: header(({ number }) => number),
  0x44: header(({ prevRandao }) => wordOf(prevRandao)),
  0x45: header(({ gasLimit }) => gasLimit),
  0x46: given(({ context }) => context.chainId),
  0x47: operation(gas.low, 0, 1, (frame) => frame.push(frame.account.current?.balance ?? 0n)),
  0x48: header(({ baseFeePerGas }) => baseFeePerGas ?? 0n),
  0x49: blobHash,
  0x4a: header((block) => block.getBlobGasPrice() ?? 0n),
}
