import type {
  CustomerImportOptions,
  CustomerImportPreview,
  CustomerImportRow,
  CustomerImportSummary,
  DataExport,
  MigrationReport,
} from '@candor/api'
import { eventually, type SignedIn, type TestServer } from '../testing/index.ts'

export type Answered<Body> = { readonly status: number; readonly body: Body & { readonly code?: string } }

const boundary = 'a-boundary-that-no-file-holds'

const multipart = (name: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`,
    ),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])

const ended = new Set(['paused', 'cancelled', 'completed', 'failed', 'undone'])

/** Imports and exports of customers as a program does them over HTTP. */
export const customerImporter = ({ app }: Pick<TestServer, 'app'>) => {
  const ask = async <Body>(
    who: SignedIn,
    url: string,
    payload?: object,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' = payload === undefined ? 'GET' : 'POST',
  ): Promise<Answered<Body>> => {
    const response = await app.inject({ method, url, headers: { ...who.headers }, ...(payload && { payload }) })
    return { status: response.statusCode, body: response.json() }
  }
  const upload = async (who: SignedIn, file: Buffer | string, name = 'people.csv') => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/customer-imports',
      headers: { ...who.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: multipart(name, Buffer.from(file)),
    })
    return { status: response.statusCode, body: response.json<CustomerImportSummary & { code?: string }>() }
  }
  const preview = async (who: SignedIn, id: string, options?: Partial<CustomerImportOptions>) =>
    (await ask<CustomerImportPreview>(who, `/api/customer-imports/${id}/preview`, options ? { options } : {})).body
  const start = async (who: SignedIn, id: string, options: object, isTrial = false) =>
    ask<CustomerImportSummary>(who, `/api/customer-imports/${id}/start`, { options, isTrial })
  const settled = async (who: SignedIn, id: string): Promise<CustomerImportSummary> =>
    eventually('the import rests or has ended', async () => {
      const { body } = await ask<CustomerImportSummary>(who, `/api/customer-imports/${id}`)
      return ended.has(body.state) && body
    })
  return {
    ask,
    upload,
    preview,
    start,
    settled,
    /** Uploads, starts under what is guessed but for what is given, and waits for the end. */
    run: async (who: SignedIn, file: Buffer | string, given: Partial<CustomerImportOptions> = {}, isTrial = false) => {
      const { status, body } = await upload(who, file)
      if (status !== 201) throw new Error(`upload refused: ${JSON.stringify(body)}`)
      const { options } = await preview(who, body.id, given)
      const started = await start(who, body.id, options, isTrial)
      if (started.status !== 202) throw new Error(`start refused: ${JSON.stringify(started.body)}`)
      return settled(who, body.id)
    },
    rows: async (who: SignedIn, id: string, query = '') =>
      (await ask<{ items: CustomerImportRow[] }>(who, `/api/customer-imports/${id}/rows?${query}`)).body.items,
    report: async (who: SignedIn, id: string) =>
      (await ask<{ report: MigrationReport; entryId: string }>(who, `/api/customer-imports/${id}/migration-report`))
        .body,
    exported: async (who: SignedIn, purpose: object = { kind: 'service-contract' }): Promise<DataExport> => {
      const { body } = await ask<DataExport>(who, '/api/data-exports', { purpose })
      return eventually('the export is there', async () => {
        const found = (await ask<DataExport>(who, `/api/data-exports/${body.id}`)).body
        return found.state === 'completed' && found
      })
    },
    file: async (who: SignedIn, id: string, format: string): Promise<Buffer> =>
      (await app.inject({ method: 'GET', url: `/api/data-exports/${id}/file.${format}`, headers: { ...who.headers } }))
        .rawPayload,
  }
}
