import { dataCategories } from '@candor/api'
import { z } from 'zod'

/** Body of an entry about a look. */
export const lookBody = z.object({
  /** Id under which the salts of the marks are made. */
  look: z.uuid(),
  role: z.object({ key: z.string(), name: z.string(), nameZh: z.string() }).nullable(),
  categories: z.array(z.enum(dataCategories)),
  /** How many people the list or file held. */
  people: z.number().int(),
  /** One mark for each customer meant: see mark.ts. */
  whom: z.array(z.string()),
  /** The emergency opening that made it possible. */
  emergency: z.uuid().nullable(),
})
export type LookBody = z.infer<typeof lookBody>
