import type { Tx } from '../../platform/db/index.ts'
import type { Sessions } from '../../platform/http/access.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { forgetExpired } from './chores.ts'
import { registerMailboxRoutes } from './mailbox-routes.ts'
import { cookieName, PortalSessions } from './portal-sessions.ts'
import { registerPortalRoutes, type FindCustomersByEmail } from './portal-routes.ts'
import { createStaff, createOrganisation, staffNames, type NewOrganisation, type NewStaff } from './staff.ts'
import { createStaffAuth } from './staff-auth.ts'
import { registerStaffRoutes } from './staff-routes.ts'
import { StaffSessions } from './staff-sessions.ts'

export { mailboxIsOpen } from './mailbox-routes.ts'
export type { FindCustomersByEmail } from './portal-routes.ts'
export type { NewOrganisation, NewStaff } from './staff.ts'

/** What identity needs of other modules. */
export type IdentityNeeds = { readonly findCustomersByEmail: FindCustomersByEmail }

/** What others may use. */
export type Identity = {
  /** Finds out who sends a request. */
  readonly sessions: Sessions
  readonly createOrganisation: (organisation: NewOrganisation) => Promise<string>
  readonly createStaff: (staff: NewStaff) => Promise<string>
  /** Names of members of staff by user id. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<Map<string, string>>
  /** Opens a session for a customer who proved who they are. @returns the `Cookie` header to send */
  readonly openCustomerSession: (organisationId: string, customerId: string) => Promise<string>
  /** Removes sessions and codes past their time; a {@link Chore}. */
  readonly forgetExpired: (tx: Tx) => Promise<void>
  readonly register: (app: App, needs: IdentityNeeds) => void
}

/**
 * Sign-in of staff and customers. In two steps, unlike other modules: the HTTP server needs to know who sends a
 * request before any route can be put on it.
 */
export const createIdentity = async (platform: Platform): Promise<Identity> => {
  const { db, config } = platform
  const auth = await createStaffAuth(platform)
  const { authCookies } = await auth.$context
  const staff = new StaffSessions(auth, db.owner, authCookies.sessionToken.name)
  const portal = new PortalSessions(db, config.publicUrl.startsWith('https:'))
  return {
    sessions: {
      staff: async (request) => staff.find(request),
      customer: async (request) => portal.find(request),
    },
    createOrganisation: async (organisation) => createOrganisation(db.owner, organisation),
    createStaff: async (person) => createStaff(auth, db.owner, person),
    staffNames: async (organisationId, userIds) => staffNames(db.owner, organisationId, userIds),
    openCustomerSession: async (organisationId, customerId) => {
      const { cookie } = await db.inOrganisation(organisationId, async (tx) => portal.open(tx, customerId))
      return `${cookieName}=${cookie}`
    },
    forgetExpired: async (tx) => forgetExpired(tx, db.owner),
    register: (app, { findCustomersByEmail }) => {
      registerStaffRoutes(app, platform, staff)
      registerPortalRoutes(app, platform, portal, findCustomersByEmail)
      registerMailboxRoutes(app, platform)
    },
  }
}
