import { existsSync, openAsBlob } from 'node:fs'
import { basename, resolve } from 'node:path'
import { createClient, importPaths, importRoutes, type ImportSummary } from '@candor/api'
import { Skipped } from '../task.ts'
import type { Ready } from './message.ts'
import { sampleFile } from './sample.ts'

const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** The API as the owner uses it. */
export const clientOf = ({ url, cookie }: Ready) =>
  createClient({ baseUrl: url, headers: () => ({ cookie, origin: url }) })

/**
 * The orders file that an option names; else `CANDOR_BENCH_FILE`, else the sample of the project.
 * @throws Skipped where there is none
 */
export const fileFrom = (given: string): string => {
  const file = given === '' ? (process.env['CANDOR_BENCH_FILE'] ?? '') : given
  if (file === '') return sampleFile
  if (!existsSync(file)) throw new Skipped(`there is no file ${file}`)
  return resolve(file)
}

/** Uploads a file of orders and starts its import as the web page does. @returns the import's id */
export const startImport = async (server: Ready, file: string): Promise<string> => {
  const form = new FormData()
  form.set('file', await openAsBlob(file), basename(file))
  const headers = { cookie: server.cookie, origin: server.url }
  const response = await fetch(`${server.url}${importPaths.upload}`, { method: 'POST', body: form, headers })
  if (!response.ok) throw new Error(`the upload was refused: ${await response.text()}`)
  const { id } = (await response.json()) as ImportSummary
  const call = clientOf(server)
  const { mapping, suggested } = await call(importRoutes.preview, { params: { id }, body: {} })
  const { merchant, currency, timeZone } = suggested
  await call(importRoutes.start, { params: { id }, body: { mapping, merchant, currency, timeZone } })
  return id
}

/** How an import stands. */
export const importState = async (server: Ready, id: string): Promise<ImportSummary> =>
  clientOf(server)(importRoutes.get, { params: { id } })

/**
 * Follows an import until `done` says so.
 * @throws Error when the import fails
 */
export const followImport = async (
  server: Ready,
  id: string,
  done: (run: ImportSummary) => boolean,
): Promise<ImportSummary> => {
  for (;;) {
    const run = await importState(server, id)
    if (run.state === 'failed' || run.state === 'cancelled')
      throw new Error(`the import ${run.state}: ${run.error?.message}`)
    if (done(run)) return run
    await pause(100)
  }
}
