import { mkdirSync, accessSync, constants } from 'node:fs'
import { createServer } from 'node:net'
import { build, type Candor } from './app.ts'
import { loadDemo } from './links/demo-side.ts'
import { ConfigError, isLoopbackHost, readConfig, type Config } from './platform/config.ts'
import { StartError } from './platform/start-error.ts'

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}

const portTaken = ({ port }: Config): StartError =>
  new StartError(
    `Port ${port} is already in use by another program.`,
    `Stop that program, or choose another port: CANDOR_PORT=${port + 1} npm start`,
  )

/** Asked before anything is started, so that the answer comes at once. */
const checkPort = async (config: Config): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(portTaken(config))
      else if (error.code === 'EACCES') {
        const remedy = 'Choose a port above 1023 by CANDOR_PORT.'
        reject(new StartError(`This user may not listen on port ${config.port}.`, remedy))
      } else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
        const remedy = 'Set CANDOR_HOST to 127.0.0.1 (this machine only) or 0.0.0.0 (every network).'
        reject(new StartError(`This machine has no address ${config.host}.`, remedy))
      } else reject(error)
    })
    probe.listen(config.port, config.host, () => probe.close(() => resolve()))
  })

const prepareFolder = ({ data }: Config): void => {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const { message } = error as Error
    const remedy = 'Give this user the right to it, or set CANDOR_DATA to a folder that this user may write.'
    throw new StartError(`The data folder ${data} cannot be used: ${message}`, remedy, error)
  }
}

/** What to tell a person whose start failed. Anything unforeseen keeps its stack: it is a mistake of ours. */
const explain = (error: unknown): string => {
  if (error instanceof ConfigError) {
    const lines = error.problems.map(({ variable, problem, remedy }) => `  ${variable} ${problem}\n    ${remedy}`)
    return `Candor cannot start, because its settings are not right:\n${lines.join('\n')}`
  }
  if (error instanceof StartError) return `Candor cannot start. ${error.message}\n  ${error.remedy}`
  return `Candor could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

/** Set by the first signal: what fails from then on fails because everything is being closed. */
let stopping: number | undefined

/** Stops in order; a second signal after a while stops at once, which loses nothing acknowledged either. */
const stopOnSignals = ({ app }: Candor): void => {
  const stop = (signal: string): void => {
    if (stopping !== undefined) {
      // A terminal sends its signal to every process of `npm start`, and those pass it on: not a second wish.
      if (Date.now() - stopping > 1000) process.exit(130)
      return
    }
    stopping = Date.now()
    say(signal === 'parent' ? 'Stopping, because npm start was ended' : 'Stopping')
    setTimeout(() => process.exit(1), 30_000).unref()
    void app.close().then(
      () => {
        say('Stopped')
        process.exit(0)
      },
      (error: unknown) => {
        say(`Stopped with an error: ${String(error)}`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // `npm start` keeps a channel open; when it was killed there is nobody left to show anything to.
  process.on('disconnect', () => stop('parent'))
}

const addressOf = ({ app, platform }: Candor): string => {
  const { config } = platform
  const address = app.server.address()
  if (config.port !== 0 || address === null || typeof address === 'string') return config.publicUrl
  return `http://localhost:${address.port}`
}

const greet = async (candor: Candor): Promise<void> => {
  const url = addressOf(candor)
  const { host } = candor.platform.config
  say()
  say(`  Staff app         ${url}/`)
  say(`  Customer portal   ${url}/portal`)
  say(`  API               ${url}/api/docs`)
  for (const line of await candor.greeting()) say(line === '' ? '' : `  ${line}`)
  if (!isLoopbackHost(host)) say(`  Listening on ${host}: other machines can reach this server.`)
  say()
}

const main = async (): Promise<void> => {
  const config = readConfig()
  await checkPort(config)
  prepareFolder(config)
  const candor = await build(config, {
    onStep: say,
    onFatal: (reason) => {
      say(reason)
      process.exit(1)
    },
  })
  stopOnSignals(candor)
  if (config.demo) await loadDemo(candor, say)
  try {
    await candor.app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await candor.app.close()
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? portTaken(config) : error
  }
  await greet(candor)
  // The script that started this one counts the installing and building too.
  const before = Number(process.env.START_BEGAN ?? Number.NaN)
  const seconds = Number.isFinite(before) ? (Date.now() - before) / 1000 : performance.now() / 1000
  say(`ready in ${seconds.toFixed(1)} s – Ctrl+C stops it`)
}

try {
  await main()
} catch (error) {
  if (stopping === undefined) {
    process.stderr.write(`\n${explain(error)}\n`)
    process.exit(1)
  }
}
