import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Hardhat's native part asks for Node 22 or newer. An npm that runs on an older Node leaves such optional packages out,
 * although our scripts run on Node 24. Here npm is run once more, on the Node of this process, when the part is missing.
 */
const root = join(import.meta.dirname, '../..')

const nativePartLoads = (): boolean => {
  const fromHardhat = createRequire(createRequire(import.meta.url).resolve('hardhat'))
  try {
    fromHardhat('@nomicfoundation/edr')
    return true
  } catch {
    return false
  }
}

if (!nativePartLoads()) {
  const npm = process.env['npm_execpath']
  if (npm === undefined) {
    console.error("Hardhat's native part is missing. Run this through npm: npm run build --workspace contracts")
    process.exit(1)
  }
  console.log(`Installing Hardhat's native part with Node ${process.versions.node} …`)
  const install = [npm, 'install', '--no-save', '--no-audit', '--no-fund']
  const { status } = spawnSync(process.execPath, install, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}
