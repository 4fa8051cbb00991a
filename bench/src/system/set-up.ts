import type { Candor } from '@candor/server'
import { coalition, readFamilies } from '@candor/server/modules/demo/index'
import { ensureMerchant, replaceProductFamilies } from '@candor/server/modules/orders/index'

/** Epochs of a quarter; points live for seven of them. */
const epochs = { epochLength: 90 * 86_400, lifetimeEpochs: 7 }

/** Gives an organisation the demo's merchants, and the rules by which a product finds one. @returns their ids */
export const setUpShops = async ({ platform }: Candor, organisationId: string): Promise<string[]> =>
  platform.db.inOrganisation(organisationId, async (tx) => {
    const made: string[] = []
    for (const merchant of coalition.merchants) made.push(await ensureMerchant(tx, merchant))
    await replaceProductFamilies(tx, readFamilies(coalition.families))
    return made
  })

/** Gives an organisation those shops and their points programme. */
export const setUpCoalition = async (candor: Candor, organisationId: string): Promise<void> => {
  const { loyalty } = candor
  const ids = await setUpShops(candor, organisationId)
  await loyalty.setUpProgramme(organisationId, {
    ...coalition.programme,
    ...epochs,
    currency: coalition.currency,
    merchants: coalition.merchants.map(({ rules }, at) => ({ merchantId: ids[at]!, rules })),
  })
}
