import type { CustomerProfile, PointsBalance, PointsMovement, RouteOutput, portalRoutes } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'

type Page = { readonly cursor?: string | undefined; readonly limit: number }
type PageOf<Item> = { items: Item[]; nextCursor: string | null }
type Answer<Name extends keyof typeof portalRoutes> = RouteOutput<(typeof portalRoutes)[Name]>
type Entry = Omit<Answer<'timeline'>['items'][number], 'actorName'>

/** What the portal asks of others. Every function takes the customer: none shows anything beyond that one. */
export type PortalNeeds = {
  /** The customer as the organisation holds it. */
  readonly customerOf: (
    tx: Tx,
    customerId: string,
  ) => Promise<{ readonly reference: string | null; readonly profile: CustomerProfile; readonly createdAt: Date }>
  /** Whether customers can ask for help now. */
  readonly takesRequests: (tx: Tx) => Promise<boolean>
  readonly merchantsOf: (tx: Tx) => Promise<readonly { id: string; name: string; nameZh: string }[]>
  /** What happened to the customer, newest first; only the named kinds where there are any, and none of those `without`. */
  readonly timelineOf: (
    tx: Tx,
    customerId: string,
    query: Page & { readonly kinds?: readonly string[] | undefined; readonly without: readonly string[] },
  ) => Promise<PageOf<Entry>>
  /** Names of members of staff by user id. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly ordersOf: (tx: Tx, customerId: string, page: Page) => Promise<PageOf<Answer<'orders'>['items'][number]>>
  /** @throws a not-found error also when the order is somebody else's */
  readonly orderOf: (
    tx: Tx,
    orderId: string,
    customerId: string,
  ) => Promise<Omit<Answer<'order'>, 'lines'> & { readonly lines: readonly Answer<'order'>['lines'][number][] }>
  /** What it gives asks the contract, and is to be called when the transaction is over. */
  readonly pointsOf: (tx: Tx, customerId: string) => Promise<() => Promise<PointsBalance>>
  readonly movementsOf: (tx: Tx, customerId: string, page: Page) => Promise<PageOf<PointsMovement>>
  /** Whether a customer may see an entry: it concerns them, and is not among staff. @throws a not-found error */
  readonly maySee: (tx: Tx, entryId: string, customerId: string) => Promise<boolean>
  /** The receipt of an entry with its body. */
  readonly receiptOf: (tx: Tx, entryId: string, opened: boolean) => Promise<string>
  /** Made-up customers to try, where there is a demo. */
  readonly demo: () => Promise<Answer<'welcome'>['demo']>
  /** Path of the page that shows outgoing mail, while it is open to everybody on this machine. */
  readonly mailbox: string | null
}
