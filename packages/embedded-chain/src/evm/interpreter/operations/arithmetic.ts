import { operation, type Operation, type Operations } from '../frame.ts'
import { gas } from '../gas.ts'
import { cut, signed } from '../words.ts'

/** @param compute - of the topmost two, the top first */
const binary = (price: number, compute: (a: bigint, b: bigint) => bigint): Operation =>
  operation(price, 2, 1, ({ stack }) => {
    const a = stack.pop() as bigint
    stack.push(compute(a, stack.pop() as bigint))
  })

const ternary = (compute: (a: bigint, b: bigint, c: bigint) => bigint): Operation =>
  operation(gas.mid, 3, 1, ({ stack }) => {
    const a = stack.pop() as bigint
    const b = stack.pop() as bigint
    stack.push(compute(a, b, stack.pop() as bigint))
  })

const bitLength = (word: bigint): number => (word === 0n ? 0 : word.toString(2).length)

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n
  let square = base
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = cut(result * square)
    square = cut(square * square)
  }
  return result
}

const exponentiate = operation(gas.exp, 2, 1, (frame) => {
  const base = frame.pop()
  const exponent = frame.pop()
  frame.charge(gas.expByte * Math.ceil(bitLength(exponent) / 8))
  frame.push(base === 2n ? (exponent > 255n ? 0n : 1n << exponent) : power(base, exponent))
})

/** Takes the byte numbered `place`, from the lowest, as the one that holds the sign. */
const extend = (place: bigint, word: bigint): bigint =>
  place > 30n ? word : cut(BigInt.asIntN(8 * (Number(place) + 1), word))

/** Reckoning, 0x01 to 0x0b. */
export const arithmetic: Operations = {
  0x01: binary(gas.veryLow, (a, b) => cut(a + b)),
  0x02: binary(gas.low, (a, b) => cut(a * b)),
  0x03: binary(gas.veryLow, (a, b) => cut(a - b)),
  0x04: binary(gas.low, (a, b) => (b === 0n ? 0n : a / b)),
  0x05: binary(gas.low, (a, b) => (b === 0n ? 0n : cut(signed(a) / signed(b)))),
  0x06: binary(gas.low, (a, b) => (b === 0n ? 0n : a % b)),
  0x07: binary(gas.low, (a, b) => (b === 0n ? 0n : cut(signed(a) % signed(b)))),
  0x08: ternary((a, b, c) => (c === 0n ? 0n : (a + b) % c)),
  0x09: ternary((a, b, c) => (c === 0n ? 0n : (a * b) % c)),
  0x0a: exponentiate,
  0x0b: binary(gas.low, extend),
}

const truth = (is: boolean): bigint => (is ? 1n : 0n)

const unary = (price: number, compute: (a: bigint) => bigint): Operation =>
  operation(price, 1, 1, ({ stack }) => {
    stack.push(compute(stack.pop() as bigint))
  })

/** Comparing and working on bits, 0x10 to 0x1e. */
export const bits: Operations = {
  0x10: binary(gas.veryLow, (a, b) => truth(a < b)),
  0x11: binary(gas.veryLow, (a, b) => truth(a > b)),
  0x12: binary(gas.veryLow, (a, b) => truth(signed(a) < signed(b))),
  0x13: binary(gas.veryLow, (a, b) => truth(signed(a) > signed(b))),
  0x14: binary(gas.veryLow, (a, b) => truth(a === b)),
  0x15: unary(gas.veryLow, (a) => truth(a === 0n)),
  0x16: binary(gas.veryLow, (a, b) => a & b),
  0x17: binary(gas.veryLow, (a, b) => a | b),
  0x18: binary(gas.veryLow, (a, b) => a ^ b),
  0x19: unary(gas.veryLow, (a) => cut(~a)),
  0x1a: binary(gas.veryLow, (place, word) => (place > 31n ? 0n : (word >> (8n * (31n - place))) & 0xffn)),
  0x1b: binary(gas.veryLow, (by, word) => (by > 255n ? 0n : cut(word << by))),
  0x1c: binary(gas.veryLow, (by, word) => (by > 255n ? 0n : word >> by)),
  0x1d: binary(gas.veryLow, (by, word) => cut(signed(word) >> (by > 255n ? 255n : by))),
  // EIP-7939
  0x1e: unary(gas.low, (word) => BigInt(256 - bitLength(word))),
}
