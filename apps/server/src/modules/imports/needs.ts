import type { CustomerProfile } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

export type Authorship = { readonly actor: string; readonly purpose: string }

/** An order as the orders module stores it. Amounts are whole minor units. */
export type NewOrder = {
  readonly merchantId: string
  readonly customerId: string
  readonly number: string
  readonly kind: 'purchase' | 'return'
  readonly placedAt: number
  readonly currency: string
  readonly country: string | null
  readonly lines: readonly {
    readonly productCode: string
    readonly description: string
    readonly quantity: number
    readonly unitPrice: number
  }[]
  readonly importId: string | null
}

export type Merchant = { readonly id: string; readonly slug: string; readonly name: string; readonly nameZh: string }

/** What the module asks of others; given by the composition root. */
export type ImportsNeeds = {
  readonly record: (
    tx: Tx,
    entry: {
      readonly subject: string
      readonly kind: `${string}.${string}`
      readonly actor: string
      readonly purpose: string
      readonly body: JsonObject
    },
  ) => Promise<unknown>
  readonly merchantsOf: (tx: Tx) => Promise<readonly Merchant[]>
  /** Makes whoever else places orders at these merchants wait until this transaction ends. */
  readonly lockMerchants: (tx: Tx, merchantIds: readonly string[]) => Promise<unknown>
  /** Rules by which a product finds its merchant, and the function made from them. */
  readonly familyRules: (tx: Tx) => Promise<readonly { readonly pattern: string; readonly merchantId: string }[]>
  readonly familyReader: (
    rules: readonly { readonly pattern: string; readonly merchantId: string }[],
  ) => (description: string) => string | undefined
  readonly ordersByNumber: (
    tx: Tx,
    numbers: readonly string[],
  ) => Promise<readonly { readonly merchantId: string; readonly number: string; readonly contentHash: Buffer }[]>
  readonly contentHash: (order: NewOrder) => Buffer
  readonly placeOrders: (
    tx: Tx,
    orders: readonly NewOrder[],
    by: Authorship,
  ) => Promise<readonly { readonly purchaseNumber: number | null; readonly total: number }[]>
  readonly customerIdsByReference: (tx: Tx, references: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Creates customers; those whose reference exists already are left out of the answer. */
  readonly createCustomers: (
    tx: Tx,
    customers: readonly { readonly reference: string | null; readonly profile: CustomerProfile }[],
    by: Authorship,
  ) => Promise<readonly { readonly id: string; readonly reference: string | null }[]>
  /** How many purchases an import brought, and how many of those have their points. */
  readonly pointsOfImport: (tx: Tx, importId: string) => Promise<{ readonly total: number; readonly reached: number }>
  /** Names of members of staff by user id. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}
