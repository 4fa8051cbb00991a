import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, lchownSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError } from '../../start-error.ts'
import { postgresBinaries, unprivilegedUser } from './binaries.ts'

/**
 * How to start a Postgres program on this machine: the words before its path, the user to run it as, and what
 * must be done to a folder before the program may own it.
 */
export type Launcher = {
  readonly prefix: readonly string[]
  readonly user?: { readonly uid: number; readonly gid: number }
  /** Gives a folder with all it holds to the user under which Postgres runs. */
  own: (folder: string) => void
}

const works = (command: string, args: readonly string[]): boolean => {
  const { status, error } = spawnSync(command, args, { stdio: 'ignore' })
  return error === undefined && status === 0
}

/** Sends SIGINT (fast shutdown) to Postgres when this process is gone, however it went. Linux only. */
const deathSignal = (): readonly string[] =>
  process.platform === 'linux' && works('setpriv', ['--pdeathsig', 'INT', 'true'])
    ? ['setpriv', '--pdeathsig', 'INT']
    : []

const chownAll = (folder: string, uid: number): void => {
  chownSync(folder, uid, uid)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) chownAll(path, uid)
    else lchownSync(path, uid, uid)
  }
}

/**
 * Finds the way to run Postgres here. As a normal user: directly. As root, which Postgres refuses: in a user
 * namespace where root appears as somebody else, so that root-only folders stay usable; where namespaces are
 * forbidden, as an unprivileged user who is given the folder.
 * @throws StartError when root has neither way
 */
export const findLauncher = (folder: string): Launcher => {
  const nothing = (): void => undefined
  if (process.getuid?.() !== 0) return { prefix: deathSignal(), own: nothing }
  const id = unprivilegedUser()
  const namespace = ['-U', `--map-user=${id}`, `--map-group=${id}`]
  if (works('unshare', [...namespace, 'true'])) {
    return { prefix: ['unshare', ...namespace, ...deathSignal()], own: (path) => chownAll(path, 0) }
  }
  // Everybody may pass through the data folder then, but read nothing in it: its folders are closed themselves.
  chmodSync(dirname(folder), 0o711)
  chownAll(folder, id)
  const user = { uid: id, gid: id }
  const reaches = (path: string, right: string): boolean =>
    spawnSync('test', [right, path], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
  if (!reaches(folder, '-w') || !reaches(join(postgresBinaries(), 'postgres'), '-x')) {
    throw new StartError(
      'Postgres may not run as root, this system forbids user namespaces, and no other user can reach the project and the data folder.',
      'Start Candor as a normal user, or put both where every user may pass, such as /srv/candor (CANDOR_DATA names the data folder).',
    )
  }
  return { prefix: deathSignal(), user, own: (path) => chownAll(path, id) }
}

/** Runs a program to its end the launcher's way. @throws with what it wrote to stderr */
export const runToEnd = (launcher: Launcher, program: string, args: readonly string[]): void => {
  const [command = program, ...words] = [...launcher.prefix, program, ...args]
  execFileSync(command, words, { ...launcher.user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
}
