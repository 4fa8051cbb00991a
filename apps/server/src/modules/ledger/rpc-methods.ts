/** The one method that changes anything: it carries its own signature. */
export const sendMethod = 'eth_sendRawTransaction'

const reading = [
  'web3_clientVersion',
  'web3_sha3',
  'net_version',
  'net_listening',
  'net_peerCount',
  'eth_chainId',
  'eth_syncing',
  'eth_accounts',
  'eth_blockNumber',
  'eth_gasPrice',
  'eth_maxPriorityFeePerGas',
  'eth_blobBaseFee',
  'eth_feeHistory',
  'eth_getBlockByNumber',
  'eth_getBlockByHash',
  'eth_getBlockReceipts',
  'eth_getBlockTransactionCountByNumber',
  'eth_getBlockTransactionCountByHash',
  'eth_getTransactionByHash',
  'eth_getTransactionByBlockNumberAndIndex',
  'eth_getTransactionByBlockHashAndIndex',
  'eth_getTransactionReceipt',
  'eth_getRawTransactionByHash',
  'eth_getUncleCountByBlockNumber',
  'eth_getUncleCountByBlockHash',
  'eth_getBalance',
  'eth_getTransactionCount',
  'eth_getCode',
  'eth_getStorageAt',
  'eth_getProof',
  'eth_call',
  'eth_estimateGas',
  'eth_getLogs',
  'eth_newFilter',
  'eth_newBlockFilter',
  'eth_getFilterChanges',
  'eth_getFilterLogs',
  'eth_uninstallFilter',
] as const

const forwarded: ReadonlySet<string> = new Set([...reading, sendMethod])

/** Whether the public may call the method. */
export const isForwarded = (method: string): boolean => forwarded.has(method)

/** Whether the method runs code of a contract, which holds up the ledger while it lasts. */
export const runsCode = (method: string): boolean => method === 'eth_call' || method === 'eth_estimateGas'

/** Whether the method has the ledger keep something for the caller. */
export const installsFilter = (method: string): boolean => method === 'eth_newFilter' || method === 'eth_newBlockFilter'

/** Gas that a call of the public may burn: running code takes time from everybody. */
const callGasLimit = 3_000_000n

const isQuantity = (value: unknown): value is string => typeof value === 'string' && /^0x[0-9a-fA-F]{1,64}$/.test(value)

/** Parameters with the gas of an `eth_call` or `eth_estimateGas` limited; wrong ones are left for the ledger to refuse. */
export const capGas = (method: string, params: readonly unknown[]): readonly unknown[] => {
  if (!runsCode(method)) return params
  const [call, ...rest] = params
  if (typeof call !== 'object' || call === null || Array.isArray(call)) return params
  const gas = (call as { readonly gas?: unknown }).gas
  if (gas !== undefined && gas !== null && !isQuantity(gas)) return params
  const wanted = isQuantity(gas) ? BigInt(gas) : callGasLimit
  const allowed = wanted < callGasLimit ? wanted : callGasLimit
  return [{ ...call, gas: `0x${allowed.toString(16)}` }, ...rest]
}
