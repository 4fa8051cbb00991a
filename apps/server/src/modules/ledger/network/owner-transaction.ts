import type { Pool, PoolClient } from 'pg'

/** Runs one transaction on the tables of the network, which belong to no organisation. */
export const inOwnerTransaction = async <T>(owner: Pool, run: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await owner.connect()
  let broken = false
  try {
    await client.query('begin')
    const result = await run(client)
    await client.query('commit')
    return result
  } catch (error) {
    broken = await client.query('rollback').then(
      () => false,
      () => true,
    )
    throw error
  } finally {
    client.release(broken)
  }
}
