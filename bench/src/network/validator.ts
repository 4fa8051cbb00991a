import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How a validator is started. */
export type ValidatorOptions = {
  readonly geth: string
  /** Its folder, as `candor network --consensus clique` wrote it. */
  readonly folder: string
  readonly rpcPort: number
  /** A port of its own that nothing uses. */
  readonly authPort: number
}

/** One validator of a network, as a process of its own. */
export class Validator {
  readonly url: string
  readonly #options: ValidatorOptions
  readonly #address: string
  #process: ChildProcess | undefined

  private constructor(options: ValidatorOptions) {
    this.#options = options
    this.url = `http://127.0.0.1:${options.rpcPort}`
    this.#address = readFileSync(join(options.folder, 'address'), 'utf8').trim()
  }

  /** Makes its first block and its key ready. */
  static async prepare(options: ValidatorOptions): Promise<Validator> {
    const { geth, folder } = options
    const data = ['--datadir', 'data', '--verbosity', '1']
    writeFileSync(join(folder, 'password.txt'), 'trial\n', { mode: 0o600 })
    await run(geth, [...data, 'init', 'genesis.json'], { cwd: folder })
    await run(geth, [...data, 'account', 'import', '--lightkdf', '--password', 'password.txt', 'key'], { cwd: folder })
    return new Validator(options)
  }

  get isRunning(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    const { geth, folder, rpcPort, authPort } = this.#options
    const flags = {
      datadir: 'data',
      config: 'config.toml',
      nodekey: 'key',
      nat: 'none',
      'miner.etherbase': this.#address,
      unlock: this.#address,
      password: 'password.txt',
      'http.port': rpcPort,
      'http.vhosts': '*',
      'http.api': 'eth,net,web3,clique,admin,txpool',
      'authrpc.port': authPort,
      verbosity: 3,
      cache: 64,
    }
    const words = [
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
      '--mine',
      '--http',
      '--ipcdisable',
      '--lightkdf',
      '--allow-insecure-unlock',
    ]
    const log = openSync(join(folder, 'log.txt'), 'a')
    this.#process = spawn(geth, words, { cwd: folder, stdio: ['ignore', log, log] })
    closeSync(log)
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if (!this.isRunning) break
      if (await this.answers()) return
      await pause(100)
    }
    throw new Error(`a validator does not start: ${readFileSync(join(folder, 'log.txt'), 'utf8').slice(-1500)}`)
  }

  async answers(): Promise<boolean> {
    return this.rpc('eth_chainId').then(
      () => true,
      () => false,
    )
  }

  /** One JSON-RPC call. */
  async rpc(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(this.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) })
    const answer = (await response.json()) as { result?: unknown; error?: { message: string } }
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`)
    return answer.result
  }

  /** Its newest block. */
  async head(): Promise<{ readonly number: number; readonly hash: string }> {
    const block = (await this.rpc('eth_getBlockByNumber', ['latest', false])) as { number: string; hash: string }
    return { number: Number(block.number), hash: block.hash }
  }

  /** Ends it without a warning. */
  async kill(): Promise<void> {
    const child = this.#process
    if (child === undefined || !this.isRunning) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
}
