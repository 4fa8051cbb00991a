import type { Tx } from '../../platform/db/index.ts'
import type { SubjectRequestsNeeds } from './needs.ts'
import type { Request } from './request.ts'
import { findRow } from './store.ts'

const right = 'privacy.manage'

/** Tells everybody at the desk of a request, once for each reason and due date. */
export const tellDesk = async (
  tx: Tx,
  needs: Pick<SubjectRequestsNeeds, 'workers' | 'notify' | 'customers'>,
  { id, customerId, dueAt }: Pick<Request, 'id' | 'customerId' | 'dueAt'>,
  kind: 'privacy.requested' | 'privacy.due',
  by: string,
): Promise<void> => {
  const to = (await needs.workers(tx)).filter(({ rights }) => rights.has(right)).map((worker) => worker.id)
  const name = (await needs.customers.names(tx, [customerId])).get(customerId)
  // Nothing is left to be told of somebody who was erased.
  if (name === undefined) return
  await needs.notify(tx, {
    key: `${kind} ${id} ${dueAt}`,
    kind,
    to,
    subject: customerId,
    facts: { by: name },
    path: `/privacy?request=${id}`,
    by,
  })
}

/** Reminds the desk of a request that is still open and was not put off meanwhile. */
export const remindOf = async (
  tx: Tx,
  needs: SubjectRequestsNeeds,
  { requestId, dueAt }: { readonly requestId: string; readonly dueAt: string },
): Promise<void> => {
  const row = await findRow(tx, requestId)
  if (row.state !== 'open' || row.dueAt.toISOString() !== dueAt) return
  await tellDesk(tx, needs, { ...row, dueAt }, 'privacy.due', 'system')
}
