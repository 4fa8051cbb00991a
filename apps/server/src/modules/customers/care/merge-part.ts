import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import type { CustomersNeeds } from '../needs.ts'
import { changeCare } from './change.ts'
import { markNames } from './names.ts'

/** Two customers who are being merged, or parted again. */
type Merging = { readonly kept: string; readonly other: string; readonly actor: string }

type Care = { readonly ownerId: string | null; readonly tags: readonly string[] }

/** What a merge gave the kept customer. */
type Given = { readonly ownerId: string | null; readonly tags: readonly string[] }

const careOf = async (tx: Tx, customerId: string): Promise<Care> =>
  (await tx.maybe<Care>({
    name: 'customer-care-of',
    text: `select owner_id as "ownerId", tags from customer_care where organisation_id = $1 and customer_id = $2`,
    values: [tx.organisationId, customerId],
  })) ?? { ownerId: null, tags: [] }

const purpose = 'service-contract'

/**
 * What is done with owner and tags when customers are merged: the kept one gets the tags of both, and the other's owner where
 * it has none. Undone, it loses what it was given, unless that was changed since; the other one has its own still.
 */
export const careMergePart = (needs: CustomersNeeds) => ({
  name: 'care',
  onMerge: async (tx: Tx, { kept, other, actor }: Merging): Promise<JsonValue> => {
    const [own, further] = [await careOf(tx, kept), await careOf(tx, other)]
    const tags = further.tags.filter((tag) => !own.tags.includes(tag))
    const ownerId = own.ownerId === null ? further.ownerId : null
    if (tags.length === 0 && ownerId === null) return { ownerId: null, tags: [] }
    const change = { addTags: tags, ...(ownerId !== null && { ownerId }) }
    await changeCare(tx, needs, [kept], () => change, await markNames(tx, needs), { actor, purpose })
    return { ownerId, tags }
  },
  onUnmerge: async (tx: Tx, { kept, actor }: Merging, given: JsonValue): Promise<void> => {
    const { ownerId, tags } = given as unknown as Given
    const now = await careOf(tx, kept)
    const takesOwner = ownerId !== null && now.ownerId === ownerId
    if (tags.length === 0 && !takesOwner) return
    const change = { removeTags: tags, ...(takesOwner && { ownerId: null }) }
    await changeCare(tx, needs, [kept], () => change, await markNames(tx, needs), { actor, purpose })
  },
})
export type CareMergePart = ReturnType<typeof careMergePart>
