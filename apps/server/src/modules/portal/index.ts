import type { App } from '../../platform/platform.ts'
import type { PortalNeeds } from './needs.ts'
import { registerPortalRoutes } from './routes.ts'

export { portalErrors } from './errors.ts'
export type { PortalNeeds } from './needs.ts'

/** Puts the customer portal's routes on the server. */
export const registerPortal = (app: App, needs: PortalNeeds): void => {
  registerPortalRoutes(app, needs)
}
