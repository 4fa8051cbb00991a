export { consentAct, consentActTypes, type ConsentAct, type ConsentPlace } from './consent-act.ts'
export {
  abiOf,
  consentStates,
  contractAt,
  ledgerContractNames,
  memberRole,
  memberStates,
  voucherStates,
  type ConsentState,
  type LedgerAddresses,
  type LedgerContractName,
  type VoucherState,
} from './contracts.ts'
export {
  decodeCall,
  decodeEvent,
  decodeRefusal,
  toJson,
  type DecodedCall,
  type DecodedEvent,
  type Refusal,
  type Values,
} from './decode.ts'
export { describeCall } from './describe/calls.ts'
export type { DescribeOptions, Language } from './describe/context.ts'
export { describeEvent } from './describe/events.ts'
export { describeRefusal } from './describe/refusals.ts'
export { decodeEarnedBatch, earnedBatchTopic, type EarnedBatch, type EarnedLine } from './earned-batch.ts'
export { LedgerError, type LedgerErrorCode } from './errors.ts'
export {
  createLedgerReader,
  transportOf,
  type ConsentRecord,
  type LatestAnchor,
  type LedgerReader,
  type LedgerSource,
  type PointsBucket,
  type RewardItem,
  type RewardVoucher,
  type RuleVersion,
} from './reader.ts'
export { pointsSpending, pointsSpendingTypes, type SpendingAct, type SpendingPlace } from './points-spending.ts'
export { referenceOf } from './reference.ts'
