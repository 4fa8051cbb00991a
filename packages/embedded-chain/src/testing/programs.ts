import { concatBytes, fromHex, minimalBytes } from '../bytes/bytes.ts'
import type { Random } from './random.ts'

/**
 * Random EVM programs that do something: each step puts on the stack what its instruction takes and stores or drops what
 * it gives. They write, call one another, create and destroy contracts, log, revert and run out of gas.
 */

const UNARY = [0x15, 0x19, 0x1e]
const BINARY = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b,
  0x1c, 0x1d,
]
const ENVIRONMENT = [
  0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4a, 0x58, 0x59,
  0x5a,
]
/** Offsets and lengths that nobody could pay for, and those at the edge of what can be paid for. */
const EDGES = [0n, 1n, 31n, 32n, 33n, 1_024n, 200_000n, 2n ** 32n, 2n ** 64n - 1n, 2n ** 256n - 1n]
const [POP, MLOAD, MSTORE, MSTORE8, SLOAD, SSTORE, JUMPI, JUMPDEST, TLOAD, TSTORE, MCOPY, PUSH0] = [
  0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x57, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f,
]
const [CREATE, CALL, CALLCODE, DELEGATECALL, CREATE2, STATICCALL] = [0xf0, 0xf1, 0xf2, 0xf4, 0xf5, 0xfa]

type Bytes = readonly number[]

const push = (value: bigint): Bytes => {
  const bytes = minimalBytes(value)
  return [PUSH0 + bytes.length, ...bytes]
}

const small = (random: Random, limit: number): Bytes => push(BigInt(random.below(limit)))

const word = (random: Random): bigint => {
  switch (random.below(6)) {
    case 0:
      return BigInt(random.below(5))
    case 1:
      return BigInt(random.below(300))
    case 2:
      return 2n ** 256n - 1n - BigInt(random.below(3))
    case 3:
      return 1n << BigInt(random.below(256))
    default:
      return BigInt(`0x${Buffer.from(random.bytes(32)).toString('hex')}`)
  }
}

const edge = (random: Random): Bytes => push(random.chance(4) ? random.pick(EDGES) : BigInt(random.below(70)))

const address = (random: Random, known: readonly Uint8Array[]): Bytes =>
  random.chance(8) ? push(word(random)) : [0x73, ...random.pick(known)]

/** Code that is run once to make a contract, and is at most 32 bytes long. */
const INIT_CODES = [
  // Returns code that destroys itself when called.
  '6133ff5f526002601ef3',
  // Destroys itself while it is being made.
  '33ff',
  // Stores, then returns code that adds one to slot 0.
  '600160005569600054600101600055005f52600a6016f3',
  // Stores and reverts.
  '60016001555f5ffd',
  'fe',
  // Returns code that begins with 0xef, which is refused.
  '60ef5f5360015ff3',
  '',
].map(fromHex)

const callStep = (random: Random, known: readonly Uint8Array[]): Bytes => {
  const operation = random.pick([CALL, CALL, CALLCODE, DELEGATECALL, STATICCALL])
  const value = operation === CALL || operation === CALLCODE ? small(random, random.chance(3) ? 50 : 1) : []
  const target = random.chance(5) ? push(BigInt(random.pick([1, 2, 3, 4, 5, 6, 7, 9, 0x100]))) : address(random, known)
  const gas = random.chance(2) ? [0x5a] : small(random, 100_000)
  const ranges = [small(random, 64), small(random, 128), small(random, 160), small(random, 128)].flat()
  return [...ranges, ...value, ...target, ...gas, operation, ...small(random, 4), SSTORE]
}

/** Creates a contract and at once calls what came of it, twice. */
const createStep = (random: Random): Bytes => {
  const code = random.pick(INIT_CODES)
  const padded = new Uint8Array(32)
  padded.set(code, 32 - code.length)
  const salted = random.chance(2)
  const salt = salted ? small(random, 2) : []
  const created = [...push(BigInt(code.length)), ...push(BigInt(32 - code.length)), ...small(random, 3)]
  const callIt = [0x5f, 0x5f, 0x5f, 0x5f, 0x5f, 0x85, 0x5a, CALL, POP]
  return [
    0x7f,
    ...padded,
    PUSH0,
    MSTORE,
    ...salt,
    ...created,
    salted ? CREATE2 : CREATE,
    ...(random.chance(2) ? callIt : []),
    ...(random.chance(2) ? callIt : []),
    ...(random.chance(2) ? [0x3f] : [0x31]),
    ...small(random, 4),
    SSTORE,
  ]
}

const step = (random: Random, known: readonly Uint8Array[]): Bytes => {
  const keep = [...small(random, 256), MSTORE]
  switch (random.below(16)) {
    case 0:
      return [...push(word(random)), random.pick(UNARY), ...keep]
    case 1:
    case 2:
      return [...push(word(random)), ...push(word(random)), random.pick(BINARY), ...keep]
    case 3:
      return [...push(word(random)), ...push(word(random)), ...push(word(random)), random.pick([0x08, 0x09]), ...keep]
    case 4:
    case 5:
    case 6:
      return [...push(random.chance(3) ? 0n : word(random)), ...small(random, 5), SSTORE]
    case 7:
      return [...small(random, 5), SLOAD, ...small(random, 5), SSTORE]
    case 8:
      return [...push(word(random)), ...small(random, 3), TSTORE, ...small(random, 3), TLOAD, ...keep]
    case 9:
      return [...small(random, 100), ...small(random, 300), 0x20, ...small(random, 8), SSTORE]
    case 10: {
      const topics = random.below(5)
      const values = Array.from({ length: topics }, () => push(word(random))).flat()
      return [...values, ...small(random, 80), ...small(random, 200), 0xa0 + topics]
    }
    case 11:
      return [random.pick(ENVIRONMENT), ...keep]
    case 12:
      return [...address(random, known), random.pick([0x31, 0x3b, 0x3f]), ...keep]
    case 13:
      return callStep(random, known)
    case 14:
      return createStep(random)
    default:
      return random.pick([
        [...small(random, 60), ...small(random, 60), ...small(random, 200), random.pick([0x37, 0x39, MCOPY])],
        [...small(random, 600), MLOAD, ...keep],
        [...small(random, 300), 0x40, ...keep],
        [...small(random, 80), 0x35, ...keep],
        [...small(random, 2), 0x49, ...keep],
        [...push(word(random)), ...edge(random), random.pick([MSTORE, MSTORE8])],
        [...edge(random), random.pick([MLOAD, 0x35]), ...keep],
        [...edge(random), ...edge(random), ...edge(random), random.pick([0x37, 0x39, 0x3e, MCOPY])],
        [...edge(random), ...edge(random), ...edge(random), ...address(random, known), 0x3c],
        [...edge(random), ...edge(random), 0x20, ...keep],
        [...small(random, 3), random.pick([0x80, 0x81, 0x85, 0x90, 0x91, 0x95])],
      ])
  }
}

/** Jumps over `body` or does not. */
const skipping = (body: Bytes, at: number, random: Random): Bytes => {
  const condition = small(random, 2)
  const target = at + condition.length + 4 + body.length
  return [...condition, 0x61, target >> 8, target & 255, JUMPI, ...body, JUMPDEST]
}

/** A loop that ends when there is no room on the stack any more, or no gas. */
const fillingTheStack = (at: number): Bytes => [JUMPDEST, 0x5a, 0x61, at >> 8, at & 255, 0x56]

const ending = (random: Random, known: readonly Uint8Array[]): Bytes => {
  switch (random.below(9)) {
    case 0:
      return [...small(random, 64), ...small(random, 100), 0xfd]
    case 1:
      return [0xfe]
    case 2:
      return [...push(9_999n), 0x56]
    case 3:
      return [...address(random, known), 0xff]
    case 4:
    case 5:
      return [...small(random, 64), ...small(random, 100), 0xf3]
    default:
      return [0x00]
  }
}

/** A program; `known` are addresses it may call, pay or look at. */
export const randomProgram = (random: Random, known: readonly Uint8Array[]): Uint8Array => {
  const code: number[] = []
  for (let steps = 3 + random.below(25); steps > 0; steps -= 1) {
    const body = step(random, known)
    code.push(...(random.chance(5) ? skipping(body, code.length, random) : body))
    if (random.chance(60)) code.push(...fillingTheStack(code.length))
  }
  return Uint8Array.from([...code, ...ending(random, known)])
}

/** Init code that makes a contract of a program. */
export const deploymentOf = (program: Uint8Array): Uint8Array => {
  const length = [0x61, program.length >> 8, program.length & 255]
  const init = Uint8Array.from([...length, 0x60, 0x0c, PUSH0, 0x39, ...length, PUSH0, 0xf3])
  return concatBytes(init, program)
}
