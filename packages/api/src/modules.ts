import { z } from 'zod'
import type { Right } from './rights.ts'
import { defineRoute } from './route.ts'

/** Parts of the product that a company can do without, and the rights that lead into them. */
export const moduleRights = {
  tasks: ['task.read', 'task.write'],
  deals: ['deal.read', 'deal.write', 'deal.manage'],
  sales: ['sales.read', 'sales.write', 'sales.approve', 'sales.manage'],
  tickets: ['ticket.read', 'ticket.write', 'service.manage'],
  objects: ['object.read', 'object.write', 'object.bin', 'object.manage'],
  duplicates: ['customer.merge'],
  imports: ['import.read', 'import.run'],
  loyalty: ['points.read', 'points.publish', 'points.till'],
} as const satisfies Record<string, readonly Right[]>

export const moduleNames = [
  'tasks',
  'deals',
  'sales',
  'tickets',
  'objects',
  'duplicates',
  'imports',
  'loyalty',
] as const
export type ModuleName = (typeof moduleNames)[number]

/** Whether a text names a module of this version. */
export const isModuleName = (text: string): text is ModuleName => (moduleNames as readonly string[]).includes(text)

/** Rights that nobody has while modules are off. */
export const withheldRights = (off: readonly ModuleName[]): readonly Right[] =>
  off.flatMap((name) => moduleRights[name])

const off = z
  .array(z.enum(moduleNames))
  .max(moduleNames.length)
  .refine((names) => new Set(names).size === names.length, 'each module stands there once')

const tag = 'Modules'

export const moduleRoutes = {
  get: defineRoute({
    id: 'getModules',
    method: 'GET',
    path: '/api/modules',
    access: { right: 'settings.manage' },
    tag,
    summary: 'Which modules are switched off in the organisation',
    response: z.object({
      /** 0 until somebody has changed it. */
      version: z.number().int(),
      off: z.array(z.enum(moduleNames)),
    }),
  }),
  set: defineRoute({
    id: 'setModules',
    method: 'PUT',
    path: '/api/modules',
    access: { right: 'settings.manage' },
    tag,
    summary: 'Switch modules off and on, for everybody at once; refused when somebody else was first',
    body: z.strictObject({ version: z.number().int().min(0), off }),
    response: z.object({ version: z.number().int() }),
    idempotent: true,
  }),
} as const
