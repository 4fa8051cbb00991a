import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { usageError } from '../errors.ts'

/** What receipt files end in. */
export const receiptExtension = '.tlog-proof'

const receiptsBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(receiptExtension))
    .toSorted()
    .map((name) => join(folder, name))

/**
 * The files meant by the arguments: files as they are, folders as every receipt below them.
 * @throws CliError (usage) for what is not there, and for folders without receipts
 */
export const receiptFiles = (paths: readonly string[], cwd: string): string[] =>
  paths.flatMap((path) => {
    const full = resolve(cwd, path)
    if (!existsSync(full)) throw usageError(`There is no ${path}.`, 'Give receipt files, or a folder that holds some.')
    if (!statSync(full).isDirectory()) return [full]
    const found = receiptsBelow(full)
    if (found.length > 0) return found
    throw usageError(`The folder ${path} holds no file ending in ${receiptExtension}.`, 'Give a folder with receipts.')
  })
