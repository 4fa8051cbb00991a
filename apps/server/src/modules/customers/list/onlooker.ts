import type { CustomerFilter } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../../platform/db/index.ts'
import { staffOf } from '../../../platform/http/access.ts'
import type { CustomersNeeds } from '../needs.ts'
import { asksForFields, type Onlooker } from './filter.ts'

/** Who looks at a list by a request. Own fields are looked up only where the list asks for any. */
export const onlookerOf = async (
  tx: Tx,
  { fields }: Pick<CustomersNeeds, 'fields'>,
  request: FastifyRequest,
  { filter, sort = '' }: { readonly filter?: CustomerFilter | undefined; readonly sort?: string },
): Promise<Onlooker> => {
  const { userId, role } = staffOf(request)
  const asks = sort.includes('custom:') || asksForFields(filter)
  return { staffId: userId, now: new Date(), fields: asks ? await fields.listFields(tx, role) : undefined }
}
