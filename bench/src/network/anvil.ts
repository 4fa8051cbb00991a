import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Another node program, written by others, that runs EVM blocks. */
export type Anvil = {
  readonly url: string
  /** One JSON-RPC call. */
  readonly rpc: (method: string, params?: readonly unknown[]) => Promise<unknown>
  readonly stop: () => Promise<void>
}

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

/** Where npm put the program; nothing where there is none for this machine. */
export const anvilBinary = ((): string | undefined => {
  try {
    const name = `@foundry-rs/anvil-${process.platform}-${architectures[process.arch]}`
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil')
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
})()

/** Said where the tests are skipped. */
export const withoutAnvil = `there is no @foundry-rs/anvil for ${process.platform} on ${process.arch}`

/**
 * Starts a node.
 * @param port to listen on
 * @param args further arguments
 * @param gasLimit of a block
 */
export const startAnvil = async (
  port: number,
  args: readonly string[] = [],
  gasLimit = 100_000_000,
): Promise<Anvil> => {
  if (anvilBinary === undefined) throw new Error(withoutAnvil)
  const base = ['--port', String(port), '--hardfork', 'osaka', '--silent', '--gas-limit', String(gasLimit)]
  const node = spawn(anvilBinary, [...base, ...args], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const rpc = async (method: string, params: readonly unknown[] = []): Promise<unknown> => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const answer = (await response.json()) as { result?: unknown; error?: { message: string } }
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`)
    return answer.result
  }
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const ready = await rpc('eth_chainId').then(
      () => true,
      () => false,
    )
    if (ready) break
    await pause(100)
  }
  return {
    url,
    rpc,
    stop: async () => {
      if (node.exitCode !== null || node.signalCode !== null) return
      node.kill('SIGKILL')
      await once(node, 'exit')
    },
  }
}

/** Nobody pays for transactions. */
export const freeOfFees = ['--disable-min-priority-fee', '--gas-price', '0', '--block-base-fee-per-gas', '0']

/** What a network among companies is like: nobody pays for transactions, and blocks come by the clock; here four a second. */
export const amongCompanies = [...freeOfFees, '--block-time', '0.25']
