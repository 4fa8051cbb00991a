import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import {
  createCosigner,
  ed25519Verifier,
  formatWitnessKey,
  JournalFormatError,
  parseSignedCheckpoint,
  parseVerifierKey,
  verifySplitView,
  type NoteVerifier,
} from '@candor/journal'
import { defineCommand, type Outcome } from '../command.ts'
import { exitCodes, usageError } from '../errors.ts'
import type { Io } from '../io.ts'
import { openFileStore, readWitnessFile, type FileEvidence } from '../witness/file-store.ts'
import { serveWitness } from '../witness/serve.ts'

const count = (value: number): string => value.toLocaleString('en-GB')
const sizeOf = (note: string): number => parseSignedCheckpoint(note).checkpoint.size

/** Keys of the journals to watch: each argument is a vkey, or a file with one a line. */
const logKeys = (given: readonly string[], cwd: string): ReadonlyMap<string, readonly NoteVerifier[]> => {
  const logs = new Map<string, NoteVerifier[]>()
  for (const text of given) {
    const file = resolve(cwd, text)
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [text]
    for (const line of lines.map((each) => each.trim()).filter((each) => each !== '' && !each.startsWith('#'))) {
      try {
        const verifier = ed25519Verifier(parseVerifierKey(line))
        logs.set(verifier.name, [...(logs.get(verifier.name) ?? []), verifier])
      } catch (error) {
        if (!(error instanceof JournalFormatError)) throw error
        throw usageError(
          `${JSON.stringify(line.slice(0, 80))} is no key of a journal: ${error.message}`,
          'See /api/journal/<organisation>/key.',
        )
      }
    }
  }
  return logs
}

const portOf = (text: string): number => {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port
  throw usageError(`--port takes a number from 0 to 65535, not ${JSON.stringify(text)}.`, 'For example: --port 3010')
}

const evidenceText = ({ origin, known, shown, proven, foundAt }: FileEvidence): string =>
  [
    `  ${proven ? '✗' : '?'} ${origin}, ${foundAt}`,
    proven
      ? `      two histories: a seal of ${count(sizeOf(known))} records and one of ${count(sizeOf(shown))} that does not grow out of it`
      : `      shown a seal of ${count(sizeOf(shown))} records without proof that it grows out of that of ${count(sizeOf(known))}`,
  ].join('\n')

/** What a witness has seen, from its file. */
const show = (file: string, logs: ReadonlyMap<string, readonly NoteVerifier[]>): Outcome => {
  const { name, seed, logs: seen, evidence } = readWitnessFile(file)
  const key = formatWitnessKey(createCosigner(name, seed).key)
  // Who gives the journal's key has the evidence verified anew, instead of believing the file.
  const told = evidence.map((each) => {
    const keys = logs.get(each.origin)
    const proven = keys === undefined ? each.proven : keys.some((verifier) => verifySplitView(each, verifier))
    return Object.assign({}, each, { proven })
  })
  const convicted = told.filter(({ proven }) => proven)
  const lines = Object.entries(seen).map(
    ([origin, { size, cosignedAt }]) => `  ${origin}: ${count(size)} records, signed ${cosignedAt}`,
  )
  return {
    exitCode: convicted.length === 0 ? exitCodes.ok : exitCodes.finding,
    text: [`Witness ${key}`, ...lines, ...told.map((each) => evidenceText(each))].join('\n'),
    json: { key, logs: seen, evidence: told },
  }
}

const untilStopped = async (): Promise<string> =>
  new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(signal))
  })

const serve = async (
  file: string,
  logs: ReadonlyMap<string, readonly NoteVerifier[]>,
  { name, host, port, io }: { readonly name: string; readonly host: string; readonly port: number; readonly io: Io },
): Promise<Outcome> => {
  const store = openFileStore(file, name)
  try {
    const cosigner = createCosigner(store.name, store.seed)
    const witness = { cosigner, keysOf: (origin: string) => logs.get(origin) ?? [], store, now: () => new Date() }
    const server = await serveWitness(witness, store, { host, port }, (error) => io.err(`${String(error)}\n`))
    const key = formatWitnessKey(cosigner.key)
    const address = server.address() as AddressInfo
    const url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}/`
    io.err(`Witness ${key}\n`)
    io.err(`Watching ${logs.size} journal${logs.size === 1 ? '' : 's'}\n`)
    io.err(`Listening on ${url} – Ctrl+C stops it\n`)
    const signal = await untilStopped()
    server.closeAllConnections()
    await new Promise<void>((closed) => server.close(() => closed()))
    return { exitCode: exitCodes.ok, text: `Stopped by ${signal}`, json: { key, stoppedBy: signal } }
  } finally {
    store.close()
  }
}

/** `candor witness`: watches journals of others and co-signs what only grows. Needs no database and no Candor server. */
export const witness = defineCommand({
  name: 'witness',
  summary: 'watch journals of others and co-sign their seals',
  arguments: '',
  count: [0, 0],
  options: {
    log: {
      type: 'string',
      multiple: true,
      value: 'vkey or file',
      help: 'public key of a journal to watch, or a file with such keys; may be given several times',
    },
    data: { type: 'string', value: 'file', help: 'what the witness remembers; ./witness.json unless given' },
    name: { type: 'string', value: 'name', help: 'name of a new witness, an address without https://' },
    host: { type: 'string', value: 'address', help: 'where to listen; 127.0.0.1 unless given' },
    port: { type: 'string', value: 'number', help: 'where to listen; 3010 unless given' },
    show: {
      type: 'boolean',
      help: 'print what was seen and the evidence kept, and end; 1 if a journal has two histories',
    },
  },
  notes: [
    'A witness signs that a journal only ever grew. It keeps the newest seal of each journal; a seal that does not grow out of it',
    'gets no signature, and both are kept as evidence. Its file holds its private key and its memory: back it up, never run two with one file,',
    'and never go on with an older copy of it.',
    'The company whose journal is watched writes the key and the address into the file that CANDOR_WITNESS_POLICY names.',
  ],
  examples: [
    'witness --log journal.vkey --name auditor.example/witness --port 3010',
    'witness --show --log journal.vkey',
  ],
  run: async ({ values, io }) => {
    const file = resolve(io.cwd, values.data ?? 'witness.json')
    const logs = logKeys(values.log ?? [], io.cwd)
    if (values.show === true) return show(file, logs)
    if (logs.size === 0) {
      throw usageError('There is no journal to watch.', 'Give its key with --log <vkey or file>.')
    }
    const name = values.name ?? `${hostname().toLowerCase()}/witness`
    if (/[\s+]/.test(name) || name === '')
      throw usageError('--name must have no spaces and no plus sign.', 'For example: --name auditor.example/witness')
    return serve(file, logs, { name, host: values.host ?? '127.0.0.1', port: portOf(values.port ?? '3010'), io })
  },
})
