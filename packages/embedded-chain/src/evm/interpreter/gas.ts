/** What instructions cost in the hardfork that the chain follows (Yellow Paper, appendix G, and the EIPs named). */
export const gas = {
  base: 2,
  veryLow: 3,
  low: 5,
  mid: 8,
  high: 10,
  jumpTarget: 1,
  exp: 10,
  expByte: 50,
  keccak: 30,
  keccakWord: 6,
  copyWord: 3,
  blockHash: 20,
  log: 375,
  logTopic: 375,
  logByte: 8,
  create: 32_000,
  /** EIP-3860 */
  initCodeWord: 2,
  callValue: 9_000,
  callStipend: 2_300,
  newAccount: 25_000,
  selfDestruct: 5_000,
  /** EIP-2929: looking at an account or a slot again in the same transaction, and for the first time. */
  warm: 100,
  coldAccount: 2_600,
  coldSlot: 2_100,
  /** EIP-2200 as EIP-2929 and EIP-3529 changed it. */
  slotSentry: 2_300,
  slotSet: 20_000,
  slotReset: 2_900,
  slotClearRefund: 4_800,
  /** EIP-1153 */
  transient: 100,
} as const

/** Words of 32 bytes that hold so many bytes. */
export const wordsOf = (length: bigint): number => Math.ceil(Number(length) / 32)
