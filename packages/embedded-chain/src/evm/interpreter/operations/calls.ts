import { Message } from '@ethereumjs/evm'
import { Address } from '@ethereumjs/util'
import { EMPTY_BYTES } from '../../../bytes/bytes.ts'
import { isEmptyAccount } from '../../../state/account.ts'
import { operation, type Frame, type Operation, type Operations } from '../frame.ts'
import { gas, wordsOf } from '../gas.ts'
import { halt } from '../halt.ts'
import { addressBytesOf, bytesOf } from '../words.ts'

/** EIP-3860 */
const LONGEST_INIT_CODE = 49_152n
/** EIP-7702: what the code of an account begins with that runs another's. */
const DELEGATION = [0xef, 0x01, 0x00]

const delegateOf = (code: Uint8Array): Uint8Array | undefined =>
  DELEGATION.every((byte, index) => code[index] === byte) ? code.subarray(3, 23) : undefined

const access = ({ context }: Frame, address: Uint8Array): number => (context.warm(address) ? gas.coldAccount : gas.warm)

/** All but one 64th of what is left (EIP-150). */
const mostToPassOn = (left: number): number => left - Math.floor(left / 64)

type Kind = 'call' | 'callcode' | 'delegatecall' | 'staticcall'

/** Everything before the message is sent: what it costs, and how much gas it gets. */
const pay = (frame: Frame, kind: Kind, wanted: bigint, target: Uint8Array, value: bigint): number => {
  const { state } = frame.context
  frame.charge(access(frame, target))
  if (value > 0n) frame.charge(gas.callValue)
  const account = state.entry(target)
  if (kind === 'call' && value > 0n && isEmptyAccount(account.current)) frame.charge(gas.newAccount)
  const delegate = delegateOf(state.code(account))
  if (delegate !== undefined) frame.charge(access(frame, delegate))
  const most = mostToPassOn(frame.gas)
  const passedOn = wanted < BigInt(most) ? Number(wanted) : most
  if (value === 0n) return passedOn
  frame.gas += gas.callStipend
  return passedOn + gas.callStipend
}

const messageOf = (
  frame: Frame,
  kind: Kind,
  target: Address,
  value: bigint,
  passedOn: number,
  data: Uint8Array,
): Message => {
  const { message } = frame
  const self = new Address(frame.account.address)
  const borrowsCode = kind === 'callcode' || kind === 'delegatecall'
  return new Message({
    caller: kind === 'delegatecall' ? message.caller : self,
    to: borrowsCode ? self : target,
    ...(borrowsCode ? { codeAddress: target } : {}),
    value: kind === 'delegatecall' ? message.value : value,
    data,
    gasLimit: BigInt(passedOn),
    gasRefund: BigInt(frame.refund),
    depth: message.depth + 1,
    isStatic: kind === 'staticcall' || frame.isStatic,
    delegatecall: kind === 'delegatecall',
    ...(message.blobVersionedHashes && { blobVersionedHashes: message.blobVersionedHashes }),
  })
}

const call = (kind: Kind): Operation => {
  const hasValue = kind === 'call' || kind === 'callcode'
  return operation(0, hasValue ? 7 : 6, 1, (frame) => {
    const wanted = frame.pop()
    const target = addressBytesOf(frame.pop())
    const value = hasValue ? frame.pop() : 0n
    const [inputAt, inputLength, outputAt, outputLength] = [frame.pop(), frame.pop(), frame.pop(), frame.pop()]
    if (kind === 'call' && value > 0n) frame.refuseIfStatic()
    frame.expand(inputAt, inputLength)
    frame.expand(outputAt, outputLength)
    const passedOn = pay(frame, kind, wanted, target, value)
    const data = frame.read(inputAt, inputLength)
    frame.request = {
      kind: 'call',
      message: messageOf(frame, kind, new Address(target), value, passedOn, data),
      output: { at: Number(outputAt), length: Number(outputLength) },
    }
  })
}

const create = (isSalted: boolean): Operation =>
  operation(gas.create, isSalted ? 4 : 3, 1, (frame) => {
    frame.refuseIfStatic()
    const [value, offset, length] = [frame.pop(), frame.pop(), frame.pop()]
    const salt = isSalted ? { salt: bytesOf(frame.pop()) } : {}
    if (length > LONGEST_INIT_CODE) halt('INITCODE_SIZE_VIOLATION')
    frame.expand(offset, length)
    frame.charge((gas.initCodeWord + (isSalted ? gas.keccakWord : 0)) * wordsOf(length))
    const code = frame.read(offset, length)
    frame.request = { kind: 'create', value, code, gas: mostToPassOn(frame.gas), ...salt }
  })

const selfDestruct = operation(gas.selfDestruct, 1, 0, (frame) => {
  frame.refuseIfStatic()
  const beneficiary = addressBytesOf(frame.pop())
  const { context, account } = frame
  if (context.warm(beneficiary)) frame.charge(gas.coldAccount)
  const leaves = (account.current?.balance ?? 0n) > 0n
  if (leaves && isEmptyAccount(context.state.entry(beneficiary).current)) frame.charge(gas.newAccount)
  frame.request = { kind: 'selfdestruct', beneficiary }
})

const finish = (reason: 'STOP' | 'REVERT'): Operation =>
  operation(0, 2, 0, (frame) => {
    const offset = frame.pop()
    const length = frame.pop()
    frame.expand(offset, length)
    frame.output = frame.read(offset, length)
    halt(reason)
  })

/** Messages to others, and ends; 0x00 and 0xf0 to 0xff. */
export const calls: Operations = {
  0x00: operation(0, 0, 0, (frame) => {
    frame.output = EMPTY_BYTES
    halt('STOP')
  }),
  0xf0: create(false),
  0xf1: call('call'),
  0xf2: call('callcode'),
  0xf3: finish('STOP'),
  0xf4: call('delegatecall'),
  0xf5: create(true),
  0xfa: call('staticcall'),
  0xfd: finish('REVERT'),
  0xff: selfDestruct,
}
