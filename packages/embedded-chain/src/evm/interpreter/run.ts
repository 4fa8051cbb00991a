import type { Frame, Operation } from './frame.ts'
import { halt } from './halt.ts'
import { arithmetic, bits } from './operations/arithmetic.ts'
import { calls } from './operations/calls.ts'
import { environment } from './operations/environment.ts'
import { flow } from './operations/flow.ts'
import { memory } from './operations/memory.ts'
import { storage } from './operations/storage.ts'

const DEEPEST_STACK = 1_024

const table: readonly (Operation | undefined)[] = Array.from(
  { length: 256 },
  (_, byte) => ({ ...arithmetic, ...bits, ...environment, ...memory, ...storage, ...flow, ...calls })[byte],
)

/**
 * Runs a message until it ends, or has to wait for another.
 *
 * @returns when the frame holds a request, or the end of the code is reached
 * @throws EVMError how the message ended otherwise
 */
export const run = (frame: Frame): void => {
  const { stack, program } = frame
  const { code } = program
  while (frame.pc < code.length) {
    const operation = table[code[frame.pc]!]
    frame.pc += 1
    if (operation === undefined) return halt('INVALID_OPCODE')
    frame.gas -= operation.gas
    if (frame.gas < 0) halt('OUT_OF_GAS')
    if (stack.length < operation.takes) halt('STACK_UNDERFLOW')
    if (stack.length - operation.takes + operation.gives > DEEPEST_STACK) halt('STACK_OVERFLOW')
    operation.run(frame)
    if (frame.request !== undefined) return undefined
  }
  return undefined
}
