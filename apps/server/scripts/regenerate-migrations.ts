import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Until the first release there is one migration, made anew from the schemas; afterwards each change adds one. */
const server = dirname(dirname(fileURLToPath(import.meta.url)))
const kit = join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs')

rmSync(join(server, 'migrations'), { recursive: true, force: true })
execFileSync(process.execPath, [kit, 'generate', '--name', 'initial'], { cwd: server, stdio: 'inherit' })
