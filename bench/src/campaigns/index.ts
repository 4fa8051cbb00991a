import type { Tally } from '../measure.ts'
import type { Task } from '../task.ts'
import { crash } from './crash.ts'
import { engine } from './engine.ts'
import { network } from './network.ts'
import { points } from './points.ts'
import { receipts } from './receipts.ts'
import { tamper } from './tamper.ts'
import { webhooks } from './webhooks.ts'

/** Every campaign, in the order in which they are listed. */
export const campaigns: readonly Task<Tally>[] = [receipts, tamper, crash, points, engine, network, webhooks]
