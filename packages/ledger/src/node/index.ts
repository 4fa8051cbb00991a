export { adoptContracts, type AdoptedContract, type ContractsElsewhere } from './adopt-contracts.ts'
export {
  connectLedger,
  type ConnectOptions,
  type Fees,
  type LedgerConnection,
  type LedgerProvider,
} from './connection.ts'
export {
  createdAddress,
  creationCode,
  deploymentSteps,
  ledgerAddresses,
  type DeploymentStep,
  type Placed,
} from './deployment.ts'
export {
  ensureContracts,
  type DeployedContract,
  type DeploymentStore,
  type EnsureContractsOptions,
  type NetworkIdentity,
} from './ensure-contracts.ts'
export { fetchLogs } from './fetch-logs.ts'
export { gasBound, LARGEST_EARN_BATCH, LARGEST_ENROLMENT, MOST_GAS } from './gas.ts'
export { LogIndexer, type IndexerOptions } from './indexer.ts'
export type { IndexedBlock, IndexedLog, IndexStore } from './indexer-types.ts'
export { reasonOf, revertDataOf, sendRefusalOf, type SendRefusal } from './rpc-error.ts'
export { TransactionSender, type SenderOptions, type SenderState } from './sender.ts'
export type { OpenTransaction, QueuedCall, SenderStore, Settled, Sign, SignedVersion } from './sender-types.ts'
