import type {
  BulkTarget,
  CustomerColumn,
  CustomerSummary,
  customerExportRoutes,
  DataCategory,
  ListColumn,
} from '@candor/api'
import { csvLine, csvMark } from '@candor/tabular'
import type { z } from 'zod'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Authorship } from '../create.ts'
import { customerErrors } from '../errors.ts'
import type { CustomersNeeds } from '../needs.ts'
import { openJson, sealJson } from '../sealed-json.ts'
import type { CustomerViews } from '../views.ts'
import { nextOf, type Mark } from './target.ts'

type Asked = z.output<typeof customerExportRoutes.start.body>

/** What is to be taken out; the target settled. */
export type ExportRequest = Omit<Asked, 'target'> & {
  readonly target: BulkTarget
  /** Of who asked: it decides which own fields there are. */
  readonly role: string
}

const sealed = 'customer-export.request'
const batchSize = 200

/** Prepares an export. The journal keeps who, what for and which columns; not whom, that is in each list itself. */
export const startExport = async (
  tx: Tx,
  needs: CustomersNeeds,
  request: ExportRequest,
  staffId: string,
  { actor, purpose }: Authorship,
): Promise<string> => {
  const id = uuidv7()
  const { columns, consent, target } = request
  await needs.record(tx, {
    subject: tx.organisationId,
    kind: 'export.started',
    actor,
    purpose: consent?.purpose ?? purpose,
    body: {
      exportId: id,
      columns: [...columns],
      ...(consent !== undefined && {
        consent: { ...consent, categories: [...consent.categories], channel: consent.channel ?? null },
      }),
      customers: 'ids' in target ? target.ids.length : 'matching',
    },
  })
  await tx.rows({
    name: 'customer-export-insert',
    text: `insert into customer_export (organisation_id, id, request, created_by) values ($1, $2, $3, $4)`,
    values: [tx.organisationId, id, await sealJson(tx, sealed, id, request), staffId],
  })
  return id
}

/** An export of the caller's, not older than a day. @throws CUSTOMER_EXPORT_NOT_FOUND */
export const findExport = async (tx: Tx, id: string, staffId: string): Promise<ExportRequest> => {
  const row = await tx.maybe<{ request: Buffer }>({
    name: 'customer-export-find',
    text: `select request from customer_export
            where organisation_id = $1 and id = $2 and created_by = $3 and created_at > now() - interval '1 day'`,
    values: [tx.organisationId, id, staffId],
  })
  if (row === undefined) throw customerErrors.CUSTOMER_EXPORT_NOT_FOUND(`there is no export ${id} of yours`)
  return openJson<ExportRequest>(tx, sealed, id, row.request)
}

/** Minor units as people write them; the currency has a column of its own. */
const decimal = (minor: string, digits: number): string => {
  const negative = minor.startsWith('-')
  const text = (negative ? minor.slice(1) : minor).padStart(digits + 1, '0')
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return negative ? `-${whole}` : whole
}

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

type Cells = { readonly titles: readonly string[]; readonly of: (customer: CustomerSummary) => string[] }

const ownPrefix = 'custom:'
const isOwn = (column: ListColumn): column is `custom:${string}` => column.startsWith(ownPrefix)

/** What each column is called in the file, and what stands in it. Names are English and stay the same, for programs. */
const cells: Readonly<Record<CustomerColumn, Cells>> = {
  name: { titles: ['reference', 'name'], of: ({ reference, name }) => [reference ?? '', name] },
  email: { titles: ['email'], of: ({ email }) => [email ?? ''] },
  phone: { titles: ['phone'], of: ({ phone }) => [phone ?? ''] },
  country: { titles: ['country'], of: ({ country }) => [country ?? ''] },
  city: { titles: ['city'], of: ({ city }) => [city ?? ''] },
  owner: { titles: ['owner'], of: ({ owner }) => [owner?.name ?? ''] },
  tags: { titles: ['tags'], of: ({ tags }) => [tags.map(({ name }) => name).join('; ')] },
  orderCount: { titles: ['orders'], of: ({ orderCount }) => [String(orderCount)] },
  returnCount: { titles: ['returns'], of: ({ returnCount }) => [String(returnCount)] },
  spent: {
    titles: ['spent', 'currency'],
    of: ({ spent, currency }) => [decimal(spent, digitsOf(currency)), currency],
  },
  points: { titles: ['points'], of: ({ points }) => [points] },
  lastOrderAt: { titles: ['last_order_at'], of: ({ lastOrderAt }) => [lastOrderAt ?? ''] },
  createdAt: { titles: ['created_at'], of: ({ createdAt }) => [createdAt] },
}

/** What columns of a file tell of people. */
export const categoriesOf = (columns: readonly ListColumn[]): DataCategory[] => {
  const bought = new Set<ListColumn>(['orderCount', 'returnCount', 'spent', 'lastOrderAt'])
  return [
    'profile',
    ...(columns.some((column) => bought.has(column)) ? (['purchases'] as const) : []),
    ...(columns.includes('points') ? (['points'] as const) : []),
    ...(columns.some(isOwn) ? (['own-fields'] as const) : []),
  ]
}

type Parts = {
  readonly db: Database
  readonly needs: CustomersNeeds
  readonly views: CustomerViews
  /** Told, before they are given out, who is in the file. */
  readonly noting: (customerIds: readonly string[]) => Promise<void>
}

/** Only those who allow the use, where they are asked for it; what they say at this moment counts. */
const allowed = async (
  tx: Tx,
  needs: CustomersNeeds,
  ids: readonly string[],
  consent: ExportRequest['consent'],
): Promise<string[]> => {
  if (consent === undefined) {
    // What a customer restricted is only kept, and leaves the house for nobody.
    const restricted = await needs.restrictedAmong(tx, ids)
    return ids.filter((id) => !restricted.has(id))
  }
  const { categories, ...use } = consent
  const allows = async (customerId: string): Promise<boolean> => {
    const answers = await Promise.all(
      categories.map(async (category) => needs.mayUse(tx, { customerId, category, ...use })),
    )
    return answers.every(({ allowed: yes }) => yes)
  }
  const answers = await Promise.all(ids.map(allows))
  return ids.filter((_, at) => answers[at])
}

/**
 * The file, piece by piece: CSV (RFC 4180, UTF-8 with a mark), cells that a spreadsheet program would run made harmless.
 * At its end the journal keeps how many customers were in it and how many were left out because they do not allow it.
 */
export async function* exportCsv(
  { db, needs, views, noting }: Parts,
  organisationId: string,
  exportId: string,
  { target, columns, consent, role }: ExportRequest,
  { actor, purpose }: Authorship,
): AsyncGenerator<string> {
  const keys = columns.flatMap((column) => (isOwn(column) ? [column.slice(ownPrefix.length)] : []))
  const own = await db.inOrganisation(organisationId, async (tx) => needs.fields.cellsOf(tx, role, keys))
  const shown: Cells[] = columns.flatMap((column) => {
    if (!isOwn(column)) return [cells[column]]
    const cell = own.find(({ key }) => `${ownPrefix}${key}` === column)
    // A field that is not there for who asked is not in the file.
    return cell === undefined
      ? []
      : [{ titles: [cell.key], of: ({ custom = {}, linked = {} }) => [cell.of({ custom, linked })] }]
  })
  yield `${csvMark}${csvLine(shown.flatMap(({ titles }) => titles))}`
  let [exported, leftOut] = [0, 0]
  let mark: Mark | undefined = { done: 0 }
  while (mark !== undefined) {
    const from: Mark = mark
    const page = await db.inOrganisation(organisationId, async (tx) => {
      const { ids, next } = await nextOf(tx, target, from, batchSize)
      const willing = await allowed(tx, needs, ids, consent)
      const asked = keys.length === 0 ? undefined : { keys, role }
      return { customers: await views.byIds(tx, willing, asked), missing: ids.length - willing.length, next }
    })
    exported += page.customers.length
    leftOut += page.missing
    mark = page.next
    if (page.customers.length > 0) await noting(page.customers.map((customer) => customer.id))
    yield page.customers.map((customer) => csvLine(shown.flatMap(({ of }) => of(customer)))).join('')
  }
  await db.inOrganisation(organisationId, async (tx) =>
    needs.record(tx, {
      subject: organisationId,
      kind: 'export.completed',
      actor,
      purpose: consent?.purpose ?? purpose,
      body: { exportId, exported, leftOut },
    }),
  )
}
