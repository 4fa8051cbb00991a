import '../crypto/native-hex.ts'
import { paramsBlock } from '@ethereumjs/block'
import { Common, Hardfork, Mainnet, type CommonOpts, type ParamsDict } from '@ethereumjs/common'
import { paramsEVM } from '@ethereumjs/evm'
import { paramsTx } from '@ethereumjs/tx'
import { paramsVM } from '@ethereumjs/vm'
import { keccak256 } from '../crypto/keccak.ts'
import { recoverPublicKey } from '../crypto/recover.ts'

/** The rules that every block of the chain follows, from genesis on. */
export const HARDFORK = Hardfork.Osaka

/** The parameters that the parts of the library each bring; merged once. */
const PARAMS: readonly ParamsDict[] = [paramsBlock, paramsTx, paramsEVM, paramsVM]

const remembering = <K, V>(compute: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = compute(key)
      known.set(key, value)
    }
    return value
  }
}

/**
 * A `Common` for one chain and one hardfork. Since nothing in it ever changes, every part of the library may share it
 * where it would take a copy, and answers to the questions asked thousands of times per block are remembered.
 */
class SingleCommon extends Common {
  readonly #param: (name: string) => bigint
  readonly #isActivated: (eip: number) => boolean
  readonly #isAtLeast: (hardfork: string) => boolean

  constructor(options: CommonOpts) {
    super(options)
    for (const params of PARAMS) super.updateParams(params)
    this.#param = remembering((name) => super.param(name))
    this.#isActivated = remembering((eip) => super.isActivatedEIP(eip))
    this.#isAtLeast = remembering((hardfork) => super.gteHardfork(hardfork))
  }

  override copy(): Common {
    return this
  }

  override setHardfork(hardfork: string): void {
    // Called by the constructor above this one, before there is anything to protect.
    if (!(#param in this)) super.setHardfork(hardfork)
    else if (hardfork !== this.hardfork()) throw new Error(`this chain follows ${this.hardfork()}, not ${hardfork}`)
  }

  override updateParams(params: ParamsDict): void {
    if (!PARAMS.includes(params)) throw new Error('the parameters of this chain are fixed')
  }

  override param(name: string): bigint {
    return this.#param(name)
  }

  override isActivatedEIP(eip: number): boolean {
    return #isActivated in this ? this.#isActivated(eip) : super.isActivatedEIP(eip)
  }

  override gteHardfork(hardfork: string): boolean {
    return #isAtLeast in this ? this.#isAtLeast(hardfork) : super.gteHardfork(hardfork)
  }
}

/**
 * Makes the one `Common` (chain id, hardfork, parameters, cryptography) that the whole engine shares.
 *
 * @param chainId - EIP-155 chain id
 */
export const createChainCommon = (chainId: number): Common =>
  new SingleCommon({
    chain: { ...Mainnet, chainId, name: 'embedded' },
    hardfork: HARDFORK,
    customCrypto: { keccak256, ecrecover: recoverPublicKey },
  })
