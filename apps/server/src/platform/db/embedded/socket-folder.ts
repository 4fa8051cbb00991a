import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { StartError } from '../../start-error.ts'

/** A unix socket's path holds at most 107 bytes on Linux, 103 on macOS. */
const longestPath = 103
const longestName = '.s.PGSQL.5432.lock'

/**
 * The folder for the sockets that belong to a data folder: inside it, or, where its path is too long for a
 * socket, a private folder in the system's place for temporary files, always the same for the same data folder.
 * @param data absolute path of the data folder
 * @throws StartError when somebody else already owns that private folder
 */
export const socketFolder = (data: string): string => {
  const inside = join(data, 'run')
  if (Buffer.byteLength(join(inside, longestName)) <= longestPath) {
    mkdirSync(inside, { recursive: true, mode: 0o700 })
    return inside
  }
  const { uid } = userInfo()
  const short = createHash('sha256').update(data).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `candor-${uid}-${short}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== uid)) {
    throw new StartError(
      `The folder ${folder} belongs to another user.`,
      'Set CANDOR_DATA to a folder with a shorter path, so that no folder outside it is needed.',
    )
  }
  chmodSync(folder, 0o700)
  return folder
}
