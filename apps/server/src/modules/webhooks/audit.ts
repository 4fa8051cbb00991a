import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { CandorError } from '../../platform/errors.ts'
import { isUuid } from '../../platform/ids.ts'
import { endpointBody, endpointsById } from './endpoint.ts'

type WebhookEntry = { readonly id: string; readonly body: JsonValue }
type Finding = {
  readonly code: 'WEBHOOK_CHANGED'
  readonly table: 'webhook_endpoint'
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

const finding = (id: string, entry: string, fields: readonly string[]): Finding => ({
  code: 'WEBHOOK_CHANGED',
  table: 'webhook_endpoint',
  key: `endpoint ${id}`,
  what: 'An endpoint of webhooks is not as it was recorded last.',
  detail: { entry, fields: [...fields] },
})

/** The auditor of endpoints: where messages go, and what for, against what was recorded last. */
export const webhooksAuditor = {
  name: 'webhooks',
  kinds: ['webhook.'],
  compare: async (tx: Tx, entries: readonly WebhookEntry[]): Promise<Finding[]> => {
    const told = entries.map(({ id, body }) => ({ id, body: body as JsonObject }))
    const idOf = (body: JsonObject): string => {
      const id = body['endpointId']
      return typeof id === 'string' && isUuid(id) ? id : ''
    }
    const ids = told.map(({ body }) => idOf(body)).filter((id) => id !== '')
    try {
      const stored = await endpointsById(tx, ids)
      return told.flatMap(({ id, body }) => {
        const endpoint = stored.get(idOf(body))
        if (endpoint === undefined) return [finding(idOf(body), id, ['id'])]
        if (endpoint.version > Number(body['version'])) return []
        const now = endpointBody(endpoint)
        const fields = Object.keys({ ...now, ...body }).filter(
          (field) => canonicalJson(now[field] ?? null) !== canonicalJson(body[field] ?? null),
        )
        return fields.length === 0 && endpoint.entryId === id ? [] : [finding(idOf(body), id, fields)]
      })
    } catch (error) {
      if (!(error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT')) throw error
      return told.map(({ id, body }) => finding(idOf(body), id, ['url']))
    }
  },
}
