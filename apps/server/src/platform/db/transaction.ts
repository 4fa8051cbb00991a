import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Keyring } from '../crypto/keyring.ts'
import { OpenTransaction } from './open-transaction.ts'
import { sqlState } from './sql-state.ts'
import type { Tx } from './types.ts'

const attempts = 6

/** Serialisation failure and deadlock: the two failures that running again can cure (SQLSTATE class 40). */
const curable = new Set(['40001', '40P01'])

const attempt = async <T>(
  pool: pg.Pool,
  keys: Keyring,
  organisationId: string,
  run: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const transaction = await OpenTransaction.begin(pool, keys, organisationId)
  let result: T
  let announce: () => void
  try {
    result = await run(transaction.tx())
    announce = await transaction.commit()
  } catch (error) {
    throw await transaction.rollback(error)
  }
  announce()
  return result
}

/**
 * Runs one transaction as one organisation, again when Postgres asks for it.
 * @param pool the pool of the role `candor_app`
 * @throws the error of `run`, or of the commit; nothing is stored then
 */
export const inOrganisation = async <T>(
  pool: pg.Pool,
  keys: Keyring,
  organisationId: string,
  run: (tx: Tx) => Promise<T>,
): Promise<T> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt(pool, keys, organisationId, run)
    } catch (error) {
      const state = sqlState(error)
      if (tried === attempts || state === undefined || !curable.has(state)) throw error
      await wait(Math.random() * 10 * 2 ** tried)
    }
  }
}
