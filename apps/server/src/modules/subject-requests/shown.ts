import { packageDays, packageKinds, type SubjectRequest, type SubjectRequestFacts } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { SubjectRequestsNeeds } from './needs.ts'
import type { Row } from './request.ts'
import type { Shown } from './store.ts'

const day = 86_400_000

/** Whether there is a package to take away now. */
export const hasPackage = ({ kind, state, closedAt }: Pick<Row, 'kind' | 'state' | 'closedAt'>, now: number): boolean =>
  packageKinds.includes(kind) && state === 'done' && now < closedAt!.getTime() + packageDays * day

/** What both sides see. */
export const factsOf = ({ opened, ...row }: Shown, now: number): SubjectRequestFacts => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  law: row.law,
  channel: row.channel,
  text: opened?.text ?? null,
  answer: opened?.answer ?? null,
  openedAt: row.openedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  extension: opened?.extension ?? null,
  identifiedAt: row.identifiedAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  hasPackage: opened !== undefined && hasPackage(row, now),
  entryId: row.entryId,
})

/** Requests as the desk sees them. */
export const shownRequests = async (
  tx: Tx,
  { customers }: Pick<SubjectRequestsNeeds, 'customers'>,
  rows: readonly Shown[],
  now: number,
): Promise<SubjectRequest[]> => {
  const names = await customers.names(
    tx,
    rows.map(({ customerId }) => customerId),
  )
  return rows.map((row) => ({
    ...factsOf(row, now),
    version: row.version,
    customer: { id: row.customerId, name: names.get(row.customerId) ?? null },
    identity: row.opened?.identity ?? null,
    overdue: row.state === 'open' && row.dueAt.getTime() < now,
    hasCertificate: row.erasureEntryId !== null,
  }))
}
