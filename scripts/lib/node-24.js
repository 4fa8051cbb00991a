import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { root, Trouble } from './say.js'

const needed = 24
const major = Number(process.versions.node.split('.')[0])

/** The Node 24 that was installed with the project, else the one that runs this. @returns {string} its path */
export const findNode = () => {
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(own)) return own
  if (major >= needed) return process.execPath
  throw new Trouble(
    `Candor needs Node ${needed} or newer, and this is ${process.version} on ${process.platform} ${process.arch}.\n` +
      `  On Linux (x64 and arm64) it is installed by itself; here, install it from https://nodejs.org and start again.`,
  )
}

/** An environment in which `node` means {@link findNode}. */
export const withNode = (node) => ({ ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` })
