import type { Tx } from '../../platform/db/index.ts'
import type { Sessions } from '../../platform/http/access.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { forgetExpired } from './chores.ts'
import { registerMailboxRoutes } from './mailbox-routes.ts'
import { cookieName, PortalSessions } from './portal-sessions.ts'
import { registerPortalRoutes } from './portal-routes.ts'
import { registerAccountRoutes } from './account/routes.ts'
import { KeySessions, comesWithKey } from './api-keys/key-sessions.ts'
import { registerApiKeyRoutes } from './api-keys/routes.ts'
import { describeStaff } from './describe-staff.ts'
import { endDemoSessions } from './membership.ts'
import type { IdentityNeeds } from './needs.ts'
import { registerModuleRoutes } from './modules/routes.ts'
import { registerPeopleRoutes } from './people/routes.ts'
import { registerRoleRoutes } from './roles/routes.ts'
import { SecondFactor } from './second-factor/second-factor.ts'
import { SetUp } from './set-up/first-owner.ts'
import { registerSetUpRoutes } from './set-up/routes.ts'
import { createStaff, createOrganisation, staffNames, type NewOrganisation, type NewStaff } from './staff.ts'
import { createStaffAuth } from './staff-auth.ts'
import { registerStaffRoutes } from './staff-routes.ts'
import { StaffSessions } from './staff-sessions.ts'

export { apiKeysAuditor } from './api-keys/audit.ts'
export { actorCalled } from './staff.ts'
export { erasePortalAccess } from './erase.ts'
export { isForThisMachine, isFromThisMachine, mailboxIsOpen } from './mailbox-routes.ts'
export { isSwitchedOff, modulesAuditor } from './modules/modules.ts'
export type { IdentityNeeds } from './needs.ts'
export type { CustomerOfEmail } from './portal-codes.ts'
export type { FindCustomersByEmail } from './portal-routes.ts'
export type { NewOrganisation, NewStaff } from './staff.ts'

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
  /** Path of the one-time set-up page; nothing once somebody works here. */
  readonly setUpPath: () => Promise<string | undefined>
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
  const demoIsOpen = config.demo
  const secondFactor = new SecondFactor(db.owner, await db.keys.systemSecret(db.owner, 'staff-second-factor'))
  const staff = new StaffSessions({
    auth,
    db,
    cookieName: authCookies.sessionToken.name,
    secondFactor,
    demoIsOpen,
  })
  const keys = new KeySessions(db)
  const setUp = new SetUp(db, config.demo)
  const portal = new PortalSessions(db, config.publicUrl.startsWith('https:'))
  return {
    sessions: {
      staff: async (request) => (comesWithKey(request) ? keys.find(request) : staff.find(request)),
      customer: async (request) => portal.find(request),
      staffHolds: (session) => (session.actor.startsWith('key:') ? keys.holds(session) : staff.holds(session)),
    },
    createOrganisation: async (organisation) => createOrganisation(db.owner, organisation),
    createStaff: async (person) => createStaff(auth, db.owner, person),
    staffNames: async (organisationId, userIds) => staffNames(db.owner, organisationId, userIds),
    openCustomerSession: async (organisationId, customerId) => {
      const { cookie } = await db.inOrganisation(organisationId, async (tx) => portal.open(tx, customerId))
      return `${cookieName}=${cookie}`
    },
    setUpPath: async () => setUp.path(),
    forgetExpired: async (tx) => forgetExpired(tx, db.owner),
    register: (app, { findCustomersByEmail, record, openShop, noteVerifiedEmail }) => {
      // Only a server that people reach closes the demo for good; a command that looks into its data does not.
      if (!config.demo) app.addHook('onListen', async () => void (await endDemoSessions(db.owner)))
      const describe = describeStaff(db, demoIsOpen)
      const parts = { auth, record, openShop, sessions: staff, secondFactor, describe, setUp }
      registerStaffRoutes(app, platform, staff, describe)
      registerAccountRoutes(app, platform, parts)
      registerPeopleRoutes(app, platform, parts)
      registerRoleRoutes(app, record, staff)
      registerApiKeyRoutes(app, record, keys, async (organisationId, ids) => staffNames(db.owner, organisationId, ids))
      registerModuleRoutes(app, record, staff)
      registerSetUpRoutes(app, platform, parts)
      registerPortalRoutes(app, platform, portal, { findCustomersByEmail, noteVerifiedEmail })
      registerMailboxRoutes(app, platform)
    },
  }
}
