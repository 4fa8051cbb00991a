import type { CustomInput, CustomValues } from '@candor/api'
import { canonicalJson, type JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { livingFields } from '../definitions/definition.ts'
import { anybody, type FillingNeeds } from '../needs.ts'
import { setValues } from './set.ts'
import { storedValues } from './stored.ts'

/** Two customers who are being merged, or parted again. */
type Merging = { readonly kept: string; readonly other: string; readonly actor: string }

const purpose = 'service-contract'

/**
 * What is done with their own fields when customers are merged: the kept one gets what it does not have from the other, whose
 * values stay with its own record. Undone, it loses what it was given, unless that was changed since.
 */
export const fieldsMergePart = (needs: FillingNeeds) => ({
  name: 'fields',
  onMerge: async (tx: Tx, { kept, other, actor }: Merging): Promise<JsonValue> => {
    const stored = await storedValues(tx, [kept, other])
    const [own, further] = [stored.get(kept)?.values ?? {}, stored.get(other)?.values ?? {}]
    const living = new Map((await livingFields(tx, 'customer')).map(({ key, settings }) => [key, settings]))
    const given: CustomValues = Object.fromEntries(
      Object.entries(further).filter(([key, value]) => {
        // A relation between the two would become one of a customer to themselves.
        const settings = living.get(key)
        return settings !== undefined && settings.type !== 'formula' && own[key] === undefined && value !== kept
      }),
    )
    if (Object.keys(given).length === 0) return {}
    await setValues(tx, needs, 'customer', [{ id: kept, values: given, asStored: true }], anybody, { actor, purpose })
    return given
  },
  onUnmerge: async (tx: Tx, { kept, actor }: Merging, given: JsonValue): Promise<void> => {
    const now = (await storedValues(tx, [kept])).get(kept)?.values ?? {}
    const living = new Set((await livingFields(tx, 'customer')).map(({ key }) => key))
    const values: CustomInput = {}
    for (const [key, value] of Object.entries((given ?? {}) as CustomValues)) {
      const stands = now[key] !== undefined && canonicalJson(now[key]) === canonicalJson(value)
      if (stands && living.has(key)) values[key] = null
    }
    if (Object.keys(values).length === 0) return
    await setValues(tx, needs, 'customer', [{ id: kept, values, asStored: true }], anybody, { actor, purpose })
  },
})
export type FieldsMergePart = ReturnType<typeof fieldsMergePart>
