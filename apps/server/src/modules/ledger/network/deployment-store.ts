import type { DeployedContract, DeploymentStep, DeploymentStore, NetworkIdentity } from '@candor/ledger/node'
import type { Pool } from 'pg'
import { keccak256, type Hex } from 'viem'
import { bytesOf, hexOf } from '../../../platform/hex.ts'
import { lockNonce, setNonce } from '../outbox/transactions.ts'
import { inOwnerTransaction } from './owner-transaction.ts'

type Row = {
  step: DeploymentStep
  address: Buffer
  raw: Buffer
  hash: Buffer
  code: Buffer | null
  block: number | null
}

const contractFrom = ({ step, address, raw, hash, code, block }: Row): DeployedContract => ({
  step,
  address: hexOf(address),
  raw: hexOf(raw),
  transactionHash: hexOf(hash),
  codeHash: code === null ? undefined : hexOf(code),
  blockNumber: block ?? undefined,
})

/** The contracts of the network, in the order of their deployment. */
export const deployedContracts = async (owner: Pool): Promise<DeployedContract[]> => {
  const { rows } = await owner.query<Row>(
    `select step, address, raw, transaction_hash as hash, code_hash as code, block_number as block
       from system.ledger_contract order by nonce`,
  )
  return rows.map(contractFrom)
}

const networkOf = async (owner: Pool, found: NetworkIdentity): Promise<NetworkIdentity> => {
  await owner.query(
    'insert into system.ledger_network (chain_id, genesis_hash) values ($1, $2) on conflict (only_one) do nothing',
    [found.chainId, bytesOf(found.genesisHash)],
  )
  const { rows } = await owner.query<{ chainId: number; genesis: Buffer }>(
    'select chain_id as "chainId", genesis_hash as genesis from system.ledger_network',
  )
  const [row] = rows
  return row === undefined ? found : { chainId: row.chainId, genesisHash: hexOf(row.genesis) }
}

/** Keeps the deployment in Postgres. @param registrar the account that deploys */
export const deploymentStore = (owner: Pool, registrar: Hex): DeploymentStore => ({
  network: async (found) => networkOf(owner, found),
  contracts: async () => deployedContracts(owner),
  plan: async (step, sign) =>
    inOwnerTransaction(owner, async (client) => {
      const nonce = await lockNonce(client, registrar, null)
      const { raw, address } = await sign(nonce)
      const transactionHash = keccak256(raw)
      await client.query(
        `insert into system.ledger_contract (step, address, nonce, raw, transaction_hash) values ($1, $2, $3, $4, $5)`,
        [step, bytesOf(address), nonce, bytesOf(raw), bytesOf(transactionHash)],
      )
      await setNonce(client, registrar, nonce + 1)
      return { step, address, raw, transactionHash, codeHash: undefined, blockNumber: undefined }
    }),
  abandon: async (step, mined) =>
    inOwnerTransaction(owner, async (client) => {
      const { rows } = await client.query<{ nonce: number }>(
        'delete from system.ledger_contract where step = $1 and code_hash is null returning nonce',
        [step],
      )
      if (mined || rows[0] === undefined) return
      await client.query('update system.ledger_key set next_nonce = $2 where account = $1 and next_nonce = $2 + 1', [
        bytesOf(registrar),
        rows[0].nonce,
      ])
    }),
  adopt: async (adopted) =>
    inOwnerTransaction(owner, async (client) => {
      // Others signed these, so there is nothing to send again: their order takes the place of our account's numbers.
      for (const [index, { step, address, codeHash, blockNumber }] of adopted.entries()) {
        await client.query(
          `insert into system.ledger_contract (step, address, nonce, raw, transaction_hash, code_hash, block_number)
           values ($1, $2, $3, '', '', $4, $5)`,
          [step, bytesOf(address), index, bytesOf(codeHash), blockNumber],
        )
      }
    }),
  placed: async (step, codeHash, blockNumber) => {
    await owner.query('update system.ledger_contract set code_hash = $2, block_number = $3 where step = $1', [
      step,
      bytesOf(codeHash),
      blockNumber,
    ])
  },
})
