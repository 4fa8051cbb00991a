import type { NewNotification } from '../modules/notifications/index.ts'
import { record } from '../modules/journal/index.ts'
import { merchantsOf } from '../modules/orders/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { bytesOf } from '../platform/hex.ts'
import { workers } from './work-side.ts'

/** Tells people of something, in the caller's transaction; see the module notifications. */
export type Notify = (tx: Tx, notification: NewNotification) => Promise<void>

/** Kinds of entries by which an import ends, with the page that shows it. */
const ended: Readonly<Record<string, string>> = {
  'import.completed': '/imports',
  'import.cancelled': '/imports',
  'customer-import.completed': '/imports/customers',
  'customer-import.cancelled': '/imports/customers',
}

const partIn = (body: object, name: string): unknown => (body as Readonly<Record<string, unknown>>)[name]

const textIn = (body: object, name: string): string => {
  const value = partIn(body, name)
  return typeof value === 'string' ? value : ''
}

/** The name of the file, which the two kinds of imports say in different places. */
const fileIn = (body: object): string =>
  textIn(body, 'fileName') || textIn(Object(partIn(body, 'file')) as object, 'name')

/** The journal for imports: with the entry that an import has ended, whoever began it is told. */
export const recordAndTell =
  (notify: Notify): typeof record =>
  async (tx, entry) => {
    const recorded = await record(tx, entry)
    const { kind, actor, body } = entry
    const page = ended[kind]
    if (page === undefined || typeof body !== 'object' || body === null) return recorded
    const id = textIn(body, 'importId')
    if (id === '' || !actor.startsWith('staff:')) return recorded
    await notify(tx, {
      key: `${kind} ${id}`,
      kind: 'import.finished',
      to: [actor.replace('staff:', '')],
      subject: tx.organisationId,
      facts: { file: fileIn(body) },
      path: `${page}/${id}`,
    })
    return recorded
  }

type Refused = { readonly reference: `0x${string}` }

/**
 * Handles a refused batch of points and tells those who set the programme up, once a day for each merchant at most.
 * @param handle what takes the batch back
 */
export const handleAndTell =
  <Call extends Refused>(notify: Notify, handle: (tx: Tx, call: Call) => Promise<void>) =>
  async (tx: Tx, call: Call): Promise<void> => {
    const batch = await tx.maybe<{ merchantId: string }>({
      name: 'telling-of-refused',
      text: `select merchant_id as "merchantId" from earn_batch where organisation_id = $1 and reference = $2`,
      values: [tx.organisationId, bytesOf(call.reference)],
    })
    await handle(tx, call)
    if (batch === undefined) return
    const { merchantId } = batch
    const [merchants, people] = [await merchantsOf(tx), await workers(tx)]
    await notify(tx, {
      key: `points refused ${merchantId} ${new Date().toISOString().slice(0, 10)}`,
      kind: 'points.refused',
      to: people.filter(({ rights }) => rights.has('points.publish')).map(({ id }) => id),
      subject: tx.organisationId,
      facts: { merchant: merchants.find(({ id }) => id === merchantId)?.name ?? merchantId },
      path: '/loyalty',
    })
  }
