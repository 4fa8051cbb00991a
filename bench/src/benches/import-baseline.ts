import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Store } from '@candor/server/platform/db/store'
import { from } from 'pg-copy-streams'

/** Copies the file as it is into one table of text columns: nothing read, nothing checked. @returns rows a second */
export const copyRaw = async ({ owner }: Store, file: string, columns: number): Promise<number> => {
  const client = await owner.connect()
  try {
    const names = Array.from({ length: columns }, (_, at) => `c${at} text`)
    await client.query(
      `create schema if not exists bench; drop table if exists bench.raw; create table bench.raw (${names.join(', ')})`,
    )
    const started = performance.now()
    const stream = client.query(from('copy bench.raw from stdin (format csv, header true)'))
    if (file.endsWith('.gz')) await pipeline(createReadStream(file), createGunzip(), stream)
    else await pipeline(createReadStream(file), stream)
    return stream.rowCount / ((performance.now() - started) / 1000)
  } finally {
    client.release()
  }
}
