import { operation, type Frame, type Operation, type Operations } from '../frame.ts'
import { gas } from '../gas.ts'
import { halt } from '../halt.ts'
import { bytesOf } from '../words.ts'

const jump = (frame: Frame, target: bigint): void => {
  const { jumps } = frame.program
  if (target >= BigInt(jumps.length) || jumps[Number(target)] !== 1) halt('INVALID_JUMP')
  frame.pc = Number(target)
}

const jumpIf = operation(gas.high, 2, 0, (frame) => {
  const target = frame.pop()
  if (frame.pop() !== 0n) jump(frame, target)
})

const push = (length: number): Operation =>
  operation(gas.veryLow, 0, 1, (frame) => {
    frame.stack.push(frame.program.operands[frame.pc - 1]!)
    frame.pc += length
  })

const duplicate = (depth: number): Operation =>
  operation(gas.veryLow, depth, depth + 1, ({ stack }) => {
    stack.push(stack[stack.length - depth]!)
  })

const swap = (depth: number): Operation =>
  operation(gas.veryLow, depth + 1, depth + 1, ({ stack }) => {
    const top = stack.length - 1
    const below = stack[top - depth]!
    stack[top - depth] = stack[top]!
    stack[top] = below
  })

const log = (topics: number): Operation =>
  operation(gas.log + gas.logTopic * topics, 2 + topics, 0, (frame) => {
    frame.refuseIfStatic()
    const offset = frame.pop()
    const length = frame.pop()
    frame.expand(offset, length)
    frame.charge(gas.logByte * Number(length))
    const words = Array.from({ length: topics }, () => bytesOf(frame.pop()))
    frame.logs.push([frame.account.address, words, frame.read(offset, length)])
  })

/** Instructions that exist in several sizes, side by side. */
const inSizes = (first: number, sizes: number, smallest: number, make: (size: number) => Operation): Operations =>
  Object.fromEntries(Array.from({ length: sizes }, (_, index) => [first + index, make(smallest + index)]))

/** The stack, jumps, the program's own figures, and logs. */
export const flow: Operations = {
  0x50: operation(gas.base, 1, 0, (frame) => void frame.pop()),
  0x56: operation(gas.mid, 1, 0, (frame) => jump(frame, frame.pop())),
  0x57: jumpIf,
  0x58: operation(gas.base, 0, 1, (frame) => frame.push(BigInt(frame.pc - 1))),
  0x5a: operation(gas.base, 0, 1, (frame) => frame.push(BigInt(frame.gas))),
  0x5b: operation(gas.jumpTarget, 0, 0, () => undefined),
  0x5f: operation(gas.base, 0, 1, (frame) => frame.push(0n)),
  ...inSizes(0x60, 32, 1, push),
  ...inSizes(0x80, 16, 1, duplicate),
  ...inSizes(0x90, 16, 1, swap),
  ...inSizes(0xa0, 5, 0, log),
}
