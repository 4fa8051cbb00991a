import { operation, type Frame, type Operations } from '../frame.ts'
import { gas } from '../gas.ts'
import { halt } from '../halt.ts'
import { bytesOf, shortBytesOf, wordOf } from '../words.ts'

/** The slot of this account, noted as looked at, and whether that was for the first time in the transaction. */
const lookUp = ({ context, account }: Frame, word: bigint) => {
  const key = bytesOf(word)
  const slot = context.state.slot(account, key)
  return { slot, isCold: context.state.warm(slot) && !context.isListed(account.address, key) }
}

const load = operation(0, 1, 1, (frame) => {
  const { slot, isCold } = lookUp(frame, frame.pop())
  frame.charge(isCold ? gas.coldSlot : gas.warm)
  frame.pushBytes(slot.current)
})

/** Gas and refund of a write, by the value before the transaction, the present and the new one. */
const priceOf = (
  original: bigint,
  current: bigint,
  next: bigint,
): { readonly cost: number; readonly refund: number } => {
  if (current === next) return { cost: gas.warm, refund: 0 }
  if (original === current) {
    if (original === 0n) return { cost: gas.slotSet, refund: 0 }
    return { cost: gas.slotReset, refund: next === 0n ? gas.slotClearRefund : 0 }
  }
  let refund = 0
  if (original !== 0n && current === 0n) refund -= gas.slotClearRefund
  if (original !== 0n && next === 0n) refund += gas.slotClearRefund
  if (original === next) refund += (original === 0n ? gas.slotSet : gas.slotReset) - gas.warm
  return { cost: gas.warm, refund }
}

const store = operation(0, 2, 0, (frame) => {
  frame.refuseIfStatic()
  if (frame.gas <= gas.slotSentry) halt('OUT_OF_GAS')
  const { state } = frame.context
  const { slot, isCold } = lookUp(frame, frame.pop())
  const next = frame.pop()
  const before = state.originalOf(slot)
  const current = wordOf(slot.current)
  const { cost, refund } = priceOf(before === slot.current ? current : wordOf(before), current, next)
  frame.charge(cost + (isCold ? gas.coldSlot : 0))
  frame.refund += refund
  state.writeSlot(frame.account, slot, shortBytesOf(next))
})

const loadTransient = operation(gas.transient, 1, 1, (frame) => {
  frame.pushBytes(frame.context.transient.get(frame.account.address, bytesOf(frame.pop())))
})

const storeTransient = operation(gas.transient, 2, 0, (frame) => {
  frame.refuseIfStatic()
  const key = bytesOf(frame.pop())
  frame.context.transient.put(frame.account.address, key, bytesOf(frame.pop()))
})

/** What the account keeps: for ever, and until the transaction ends (EIP-1153). */
export const storage: Operations = { 0x54: load, 0x55: store, 0x5c: loadTransient, 0x5d: storeTransient }
