import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, lstat, mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Item } from '../container/items.ts'
import { BackupError } from '../errors.ts'

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function* filesBelow(folder: string): AsyncGenerator<string, void, void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isGone(error)) return []
    throw error
  })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile()) yield path
  }
}

/** One file under a name of its own; nothing when it is not there. */
export async function* fileItem(path: string, name: string): AsyncGenerator<Item, void, void> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (isGone(error)) return undefined
    throw error
  })
  if (file === undefined) return
  const { mode } = await file.stat()
  yield { kind: 'file', name, about: { mode: mode & 0o777 }, contents: createReadStream('', { fd: file }) }
}

/**
 * The files of some folders, with their access rights. Files that vanish meanwhile are left out.
 * @param root what names are relative to
 * @param folders below the root
 */
export async function* folderItems(root: string, folders: readonly string[]): AsyncGenerator<Item, void, void> {
  for (const folder of folders) {
    for await (const path of filesBelow(join(root, folder))) {
      yield* fileItem(path, relative(root, path).split(sep).join('/'))
    }
  }
}

const safePath = (root: string, name: string): string => {
  const parts = name.split('/')
  if (name === '' || parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part))) {
    throw new BackupError(
      'BACKUP_DAMAGED',
      `The backup names a file outside its folder: ${JSON.stringify(name)}.`,
      'Do not use this backup.',
    )
  }
  return join(root, ...parts)
}

const makeFolder = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (!(await lstat(path)).isDirectory()) throw new Error(`${path} is not a folder`)
}

/** Writes a file item below `root`, synced, with its access rights. */
export const restoreFile = async (root: string, item: Item): Promise<void> => {
  const path = safePath(root, item.name)
  await makeFolder(dirname(path))
  await pipeline(item.contents, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  const { mode } = item.about
  await chmod(path, typeof mode === 'number' ? mode & 0o700 : 0o600)
}
