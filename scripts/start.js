import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { watchNpm } from './lib/ancestors.js'
import { completeInstall, install } from './lib/install.js'
import { findNode, withNode } from './lib/node-24.js'
import { root, runMain, say, Trouble } from './lib/say.js'
import { buildWebApps } from './lib/web-apps.js'

/*
 * `npm start`: from a fresh clone to a running server. Installs what is missing, builds what is stale, starts.
 * Runs on any Node from 20 on and uses nothing that would have to be installed first.
 */

const checkNode = () => {
  if (Number(process.versions.node.split('.')[0]) >= 20) return
  throw new Trouble(
    `Candor needs Node 20 or newer to start, and this is ${process.version}. Get it from https://nodejs.org.`,
  )
}

/** Runs the server until it ends. @returns {Promise<number>} exit code */
const serve = async (node, began) => {
  // Compiled modules are kept from one start to the next: a fifth less to do.
  const cache = join(root, '.cache', 'node')
  const env = { ...withNode(node), START_BEGAN: String(began), NODE_COMPILE_CACHE: cache }
  // The channel tells the server when this process is gone, however it went.
  const server = spawn(node, [join(root, 'apps', 'server', 'src', 'main.ts'), ...process.argv.slice(2)], {
    cwd: process.cwd(),
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
  watchNpm(() => server.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code, signal) => {
      if (signal !== null)
        say(`\nThe server was ended by ${signal}. Nothing that it had confirmed is lost: npm start goes on.`)
      resolve(code ?? 1)
    })
  })
}

await runMain(async () => {
  const began = Date.now()
  checkNode()
  say('Candor')
  await install()
  const node = findNode()
  await completeInstall(node)
  await buildWebApps(node)
  return serve(node, began)
})
