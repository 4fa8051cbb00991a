import { ledgerRoutes } from '@candor/api'
import { referenceOf } from '@candor/ledger'
import { record } from '../modules/journal/index.ts'
import { admitMember, ledgerErrors, setMemberState, type Ledger } from '../modules/ledger/index.ts'
import { actorOf } from '../platform/http/access.ts'
import { route } from '../platform/http/route.ts'
import { write } from '../platform/http/write.ts'
import { uuidv7 } from '../platform/ids.ts'
import type { App } from '../platform/platform.ts'

const purpose = 'ledger-membership'

/** Puts the routes on the server by which a company admits others to the ledger, suspends them or lets them leave. */
export const registerMembership = (app: App, ledger: Ledger): void => {
  const own = (): void => {
    if (!ledger.admits) throw ledgerErrors.LEDGER_NOT_OURS('the account of this installation does not admit members')
  }
  route(app, ledgerRoutes.admit, async ({ request, body }) =>
    write(request, async (tx) => {
      own()
      const call = await admitMember(tx, body)
      await record(tx, {
        subject: tx.organisationId,
        kind: 'member.admitted',
        actor: actorOf(request),
        purpose,
        body: { ...body, call: call.id },
      })
      return call
    }),
  )
  route(app, ledgerRoutes.setMemberState, async ({ request, params, body }) =>
    write(request, async (tx) => {
      own()
      const call = await setMemberState(tx, params.number, body.state, referenceOf('member-state', uuidv7()))
      await record(tx, {
        subject: tx.organisationId,
        kind: 'member.changed',
        actor: actorOf(request),
        purpose,
        body: { member: params.number, state: body.state, call: call.id },
      })
      return call
    }),
  )
}
