import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { dataExportPaths, dataExportRoutes, type DataExport, type ExportFormat, type ExportPurpose } from '@candor/api'
import type { Candor } from '@candor/server'
import { oneOrganisation } from '../installation/organisation.ts'
import { patiently } from '../server/patience.ts'
import type { Session } from '../server/session.ts'

/** What is to be taken out. */
export type ExportTask = {
  readonly wanted: { readonly purpose: ExportPurpose; readonly country?: string }
  readonly format: ExportFormat
  readonly onProgress: (run: DataExport) => void
}

/** What was collected. The file is there only where that was completed. */
export type ExportResult = {
  readonly run: DataExport
  readonly file: () => Promise<AsyncIterable<Uint8Array | string>>
}

const pause = 300

const follow = async (look: () => Promise<DataExport>, onProgress: ExportTask['onProgress']): Promise<DataExport> => {
  for (;;) {
    const run = await look()
    onProgress(run)
    if (run.state !== 'running' && run.state !== 'cancelling') return run
    await wait(pause)
  }
}

/** Takes customers out of a running server. */
export const exportThroughServer = async (
  session: Session,
  { wanted, format, onProgress }: ExportTask,
): Promise<ExportResult> => {
  const { id } = await session.call(dataExportRoutes.create, { body: wanted })
  const params = { id }
  const run = await follow(
    async () => patiently(async () => session.call(dataExportRoutes.get, { params })),
    onProgress,
  )
  const file = async () => {
    const { body } = await session.fetch(dataExportPaths.file(id, format))
    if (body === null) throw new Error('the file is empty')
    return body
  }
  return { run, file }
}

/** Takes customers out inside this process. */
export const exportInProcess = async (
  { customerImports: { exports }, platform }: Candor,
  organisation: string | undefined,
  { wanted, format, onProgress }: ExportTask,
): Promise<ExportResult> => {
  const { id: organisationId } = await oneOrganisation(platform.db, organisation)
  const id = await exports.start(organisationId, wanted, 'system')
  const run = await follow(async () => exports.find(organisationId, id), onProgress)
  return { run, file: async (): Promise<Readable> => exports.file(organisationId, id, format) }
}
