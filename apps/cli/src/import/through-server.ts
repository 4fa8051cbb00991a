import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { importPaths, importRoutes, orderRoutes, requiredImportFields, type ImportSummary } from '@candor/api'
import type { Session } from '../server/session.ts'
import { importOptionsFrom, type Reading } from './options.ts'

const ended: ReadonlySet<ImportSummary['state']> = new Set(['cancelled', 'completed', 'failed'])
const pause = 300

/** What an import is asked to do besides reading a file. */
export type ImportTask = {
  readonly file: string
  readonly reading: Reading
  readonly onProgress: (run: ImportSummary) => void
}

const upload = async (session: Session, file: string): Promise<ImportSummary> => {
  const form = new FormData()
  form.set('file', await openAsBlob(file), basename(file))
  const response = await session.fetch(importPaths.upload, { method: 'POST', body: form })
  return (await response.json()) as ImportSummary
}

/** Follows an import to its end. */
const follow = async (session: Session, id: string, onProgress: ImportTask['onProgress']): Promise<ImportSummary> => {
  for (;;) {
    const run = await session.call(importRoutes.get, { params: { id } })
    onProgress(run)
    if (ended.has(run.state)) return run
    await new Promise((resolve) => {
      setTimeout(resolve, pause)
    })
  }
}

/**
 * Imports a file through a running server: uploads it, lets the server guess the columns, starts, and follows it to
 * the end. The server goes on by itself if this process is ended.
 */
export const importThroughServer = async (
  session: Session,
  { file, reading, onProgress }: ImportTask,
): Promise<ImportSummary> => {
  const { id } = await upload(session, file)
  const [preview, merchants] = await Promise.all([
    session.call(importRoutes.preview, { params: { id }, body: {} }),
    session.call(orderRoutes.merchants),
  ])
  const body = importOptionsFrom(reading, preview, merchants.items, requiredImportFields)
  await session.call(importRoutes.start, { params: { id }, body })
  return follow(session, id, onProgress)
}

/** The report of all rows as CSV. */
export const reportOf = async (session: Session, id: string): Promise<ReadableStream<Uint8Array>> => {
  const { body } = await session.fetch(importPaths.report(id))
  if (body === null) throw new Error('the row report is empty')
  return body
}
