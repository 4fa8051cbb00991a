import type { Command } from '../command.ts'
import { backup } from './backup.ts'
import { importOrders } from './import.ts'
import { restore } from './restore.ts'
import { verify } from './verify.ts'

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [verify, importOrders, backup, restore]
