import { wordOf } from './words.ts'

const [JUMPDEST, PUSH1, PUSH32] = [0x5b, 0x60, 0x7f]

/** Code with what is looked up in it again and again. */
export type Program = {
  readonly code: Uint8Array
  /** 1 where a jump may go: a `JUMPDEST` that is no operand. */
  readonly jumps: Uint8Array
  /** By the place of a `PUSH`: its operand. */
  readonly operands: readonly bigint[]
}

const analyse = (code: Uint8Array): Program => {
  const jumps = new Uint8Array(code.length)
  const operands: bigint[] = []
  for (let at = 0; at < code.length; at += 1) {
    const operation = code[at]!
    if (operation === JUMPDEST) jumps[at] = 1
    if (operation < PUSH1 || operation > PUSH32) continue
    const length = operation - PUSH1 + 1
    const operand = code.subarray(at + 1, at + 1 + length)
    // Code that ends within an operand goes on as zeros.
    operands[at] = wordOf(operand) << BigInt(8 * (length - operand.length))
    at += length
  }
  return { code, jumps, operands }
}

const known = new WeakMap<Uint8Array, Program>()

/** The program of some code; worked out once as long as the same array is given. */
export const programOf = (code: Uint8Array): Program => {
  let program = known.get(code)
  if (program === undefined) {
    program = analyse(code)
    known.set(code, program)
  }
  return program
}
