import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { importPaths, importRoutes, orderRoutes, type ImportSummary } from '@candor/api'
import { patiently } from '../server/patience.ts'
import type { Session } from '../server/session.ts'
import { follow, settle, type ImportResult, type ImportTask } from './task.ts'

const upload = async (session: Session, file: string): Promise<ImportSummary> => {
  const form = new FormData()
  form.set('file', await openAsBlob(file), basename(file))
  const response = await session.fetch(importPaths.upload, { method: 'POST', body: form })
  return (await response.json()) as ImportSummary
}

const reportOf = async (session: Session, id: string): Promise<ReadableStream<Uint8Array>> => {
  const { body } = await session.fetch(importPaths.report(id))
  if (body === null) throw new Error('the row report is empty')
  return body
}

/**
 * Imports a file through a running server: uploads it, lets the server guess the columns, starts, and follows it to
 * the end. The server goes on by itself if this process is ended.
 */
export const importThroughServer = async (
  session: Session,
  { file, reading, onProgress }: ImportTask,
): Promise<ImportResult> => {
  const { id } = await upload(session, file)
  const params = { id }
  const { items: merchants } = await session.call(orderRoutes.merchants)
  const body = await settle(reading, merchants, async (options) =>
    session.call(importRoutes.preview, { params, body: options === undefined ? {} : { options } }),
  )
  await session.call(importRoutes.start, { params, body })
  const run = await follow(async () => patiently(async () => session.call(importRoutes.get, { params })), onProgress)
  return { run, report: await patiently(async () => reportOf(session, id)) }
}
