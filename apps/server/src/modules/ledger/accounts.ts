import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { keccak256, type Hex } from 'viem'
import type { Sign } from '@candor/ledger/node'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Database, Tx } from '../../platform/db/index.ts'
import { bytesOf, hexOf } from '../../platform/hex.ts'

/** Name under which the installation keeps the private key of its own account. */
export const registrarSecret = 'ledger-registrar'

const placeOf = (subject: string) => ({ table: 'ledger_member', column: 'key_sealed', id: subject })

/** A new key for a member. @returns its address, and the key encrypted under the organisation's own */
export const makeMemberKey = async (
  tx: Tx,
  subject: string,
): Promise<{ account: Buffer; address: Hex; sealed: Buffer }> => {
  const key = generatePrivateKey()
  const { address } = privateKeyToAccount(key)
  const sealed = (await subjectKey(tx, tx.organisationId)).encrypt(placeOf(subject), bytesOf(key))
  return { account: bytesOf(address), address, sealed }
}

/** The accounts that sign here. Keys are decrypted when first needed and stay in this process. */
export class LedgerAccounts {
  readonly #db: Database
  readonly #chainId: number
  readonly #known = new Map<Hex, PrivateKeyAccount>()

  constructor(db: Database, chainId: number) {
    this.#db = db
    this.#chainId = chainId
  }

  /** The account that put the contracts on the ledger and admits members. It belongs to the installation. */
  async registrar(): Promise<PrivateKeyAccount> {
    const secret = await this.#db.keys.systemSecret(this.#db.owner, registrarSecret)
    return this.#remember(privateKeyToAccount(hexOf(secret)))
  }

  #remember(account: PrivateKeyAccount): PrivateKeyAccount {
    this.#known.set(account.address.toLowerCase() as Hex, account)
    return account
  }

  /** Makes sure that these accounts of the organisation can sign. */
  async open(tx: Tx, addresses: Iterable<Hex>): Promise<void> {
    const missing = [...new Set(addresses)].filter((address) => !this.#known.has(address))
    if (missing.length === 0) return
    const rows = await tx.rows<{ subject: string; sealed: Buffer }>({
      text: `select subject, key_sealed as sealed from ledger_member
              where organisation_id = $1 and account = any($2::bytea[])`,
      values: [tx.organisationId, missing.map(bytesOf)],
    })
    const key = await subjectKey(tx, tx.organisationId)
    for (const { subject, sealed } of rows) {
      this.#remember(privateKeyToAccount(hexOf(key.decrypt(placeOf(subject), sealed))))
    }
  }

  /** Signs for one of the accounts that were opened. */
  readonly sign: Sign = async (from, { fees, ...transaction }) => {
    const account = this.#known.get(from)
    if (account === undefined) throw new Error(`the key of ${from} was not opened`)
    const raw = await account.signTransaction({ type: 'eip1559', chainId: this.#chainId, ...transaction, ...fees })
    return { raw, hash: keccak256(raw), fees }
  }
}
