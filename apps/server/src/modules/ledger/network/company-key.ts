import { readFile, stat } from 'node:fs/promises'
import { privateKeyToAddress } from 'viem/accounts'
import type { Config } from '../../../platform/config.ts'
import type { Database } from '../../../platform/db/index.ts'
import { bytesOf, hexOf } from '../../../platform/hex.ts'
import { StartError } from '../../../platform/start-error.ts'
import { registrarSecret } from '../accounts.ts'

const variable = 'CANDOR_LEDGER_KEY_FILE'

const readKey = async (file: string): Promise<Buffer> => {
  const found = await Promise.all([readFile(file, 'utf8'), stat(file)]).catch((error: unknown) => {
    throw new StartError(`${file} cannot be read.`, `Correct ${variable}.`, error)
  })
  const [text, { mode }] = found
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new StartError(`Others than its owner may read ${file}.`, `Run: chmod 600 ${file}`)
  }
  const [, digits] = /^(?:0x)?([0-9a-f]{64})$/i.exec(text.trim()) ?? []
  const key = digits === undefined ? undefined : bytesOf(`0x${digits}`)
  try {
    if (key !== undefined) privateKeyToAddress(hexOf(key))
  } catch {
    throw new StartError(`${file} holds a number that is no key.`, 'Use a key that "candor network" wrote.')
  }
  if (key !== undefined) return key
  throw new StartError(`${file} does not hold a private key.`, 'It is one line of 64 hexadecimal digits.')
}

/**
 * Takes over the key of the company's own account, where the settings name a file with it. It is kept wrapped like every
 * secret, so that a backup has it and the file can go.
 * @throws StartError when the file is not as it should be, or the installation has another account already
 */
export const takeCompanyKey = async (
  { ledgerKeyFile }: Pick<Config, 'ledgerKeyFile'>,
  { keys, owner }: Pick<Database, 'keys' | 'owner'>,
): Promise<void> => {
  if (ledgerKeyFile === undefined) return
  const given = await readKey(ledgerKeyFile)
  const kept = await keys.systemSecret(owner, registrarSecret, given)
  if (kept.equals(given)) return
  throw new StartError(
    `This installation signs with the account ${privateKeyToAddress(hexOf(kept))}, not with that of ${ledgerKeyFile}.`,
    `Leave ${variable} out, or start with a new data folder.`,
  )
}
