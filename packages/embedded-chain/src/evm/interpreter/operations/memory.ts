import { operation, type Operations } from '../frame.ts'
import { gas, wordsOf } from '../gas.ts'
import { readWord, writeWord } from '../words.ts'

const load = operation(gas.veryLow, 1, 1, (frame) => {
  const offset = frame.pop()
  frame.expand(offset, 32n)
  frame.push(readWord(frame.memory.view, Number(offset)))
})

const store = operation(gas.veryLow, 2, 0, (frame) => {
  const offset = frame.pop()
  const word = frame.pop()
  frame.expand(offset, 32n)
  writeWord(frame.memory.view, Number(offset), word)
})

const storeByte = operation(gas.veryLow, 2, 0, (frame) => {
  const offset = frame.pop()
  const word = frame.pop()
  frame.expand(offset, 1n)
  frame.memory.bytes[Number(offset)] = Number(word & 0xffn)
})

/** EIP-5656 */
const copy = operation(gas.veryLow, 3, 0, (frame) => {
  const target = frame.pop()
  const source = frame.pop()
  const length = frame.pop()
  frame.expand(target > source ? target : source, length)
  frame.charge(gas.copyWord * wordsOf(length))
  if (length === 0n) return
  frame.memory.bytes.copyWithin(Number(target), Number(source), Number(source) + Number(length))
})

/** The message's memory. */
export const memory: Operations = {
  0x51: load,
  0x52: store,
  0x53: storeByte,
  0x59: operation(gas.base, 0, 1, (frame) => frame.push(BigInt(frame.memory.words * 32))),
  0x5e: copy,
}
