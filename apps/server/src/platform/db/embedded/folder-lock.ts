import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { StartError } from '../../start-error.ts'

/** Held while a server uses a data folder. */
export type FolderLock = { release: () => Promise<void> }

const socketName = 'lock.sock'

/** What the process that holds a folder says of itself, or nothing when nobody holds it. */
export const folderHolder = async (sockets: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    let said = ''
    const socket = connect(join(sockets, socketName))
    socket.setEncoding('utf8')
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (text: string) => (said += text))
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(said === '' ? undefined : said))
  })

const listen = async (path: string, greeting: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => undefined).end(greeting))
    server.once('error', reject)
    server.listen(path, () => resolve(server.unref()))
  })

/**
 * Takes a data folder for this process. The lock is a listening socket, which the system closes with the
 * process however it ends, so a lock left behind by a killed process is recognised and replaced.
 * @param data the folder, for messages
 * @param sockets its socket folder
 * @throws StartError naming the process that holds it
 */
export const lockFolder = async (data: string, sockets: string): Promise<FolderLock> => {
  const path = join(sockets, socketName)
  const greeting = `process ${process.pid}, started ${new Date().toISOString()}`
  let server: Server
  try {
    server = await listen(path, greeting)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    const holder = await folderHolder(sockets)
    if (holder !== undefined) {
      throw new StartError(
        `Candor already runs on the data folder ${data} (${holder}).`,
        'Stop that one first, or set CANDOR_DATA to another folder (and CANDOR_PORT to another port).',
        error,
      )
    }
    rmSync(path, { force: true })
    server = await listen(path, greeting)
  }
  return {
    release: async () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
