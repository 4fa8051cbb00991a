import '../crypto/native-hex.ts'
import { paramsBlock } from '@ethereumjs/block'
import { createCustomCommon, Hardfork, Mainnet, type Common } from '@ethereumjs/common'
import { paramsEVM } from '@ethereumjs/evm'
import { paramsTx } from '@ethereumjs/tx'
import { paramsVM } from '@ethereumjs/vm'
import { keccak256 } from '../crypto/keccak.ts'
import { recoverPublicKey } from '../crypto/recover.ts'

/** The rules that every block of the chain follows, from genesis on. */
export const HARDFORK = Hardfork.Osaka

/**
 * Makes the one `Common` (chain id, hardfork, parameters, cryptography) that the whole engine shares.
 *
 * @param chainId - EIP-155 chain id
 */
export const createChainCommon = (chainId: number): Common => {
  const common = createCustomCommon({ chainId, name: 'embedded' }, Mainnet, {
    hardfork: HARDFORK,
    customCrypto: { keccak256, ecrecover: recoverPublicKey },
  })
  for (const params of [paramsBlock, paramsTx, paramsEVM, paramsVM]) common.updateParams(params)
  return common
}
