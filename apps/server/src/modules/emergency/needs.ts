import type { JsonObject } from '@candor/journal'
import type { NotificationKind, Right } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'

/** What the module asks of others; given by the composition root. */
export type EmergencyNeeds = {
  readonly record: (
    tx: Tx,
    entry: {
      readonly subject: string
      readonly kind: `${string}.${string}`
      readonly actor: string
      readonly purpose: string
      readonly body: JsonObject
    },
  ) => Promise<{ readonly id: string; readonly recordedAt: string }>
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Ids of the customers who have this id, number or whole e-mail address; who was merged is who stands for them. */
  readonly customersCalled: (tx: Tx, text: string) => Promise<readonly string[]>
  /** Names by id; those who were erased are left out. */
  readonly customerNames: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Everybody who works for the transaction's organisation now. */
  readonly workers: (tx: Tx) => Promise<readonly { readonly id: string; readonly rights: ReadonlySet<Right> }[]>
  readonly notify: (
    tx: Tx,
    notification: {
      readonly key: string
      readonly kind: NotificationKind
      readonly to: readonly string[]
      readonly subject: string
      readonly facts: Readonly<Record<string, string>>
      readonly path: string
      readonly by?: string
    },
  ) => Promise<void>
}
