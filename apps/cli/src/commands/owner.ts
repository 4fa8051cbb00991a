import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { hashPassword } from '@candor/server/modules/identity/passwords/hash'
import { requireUncommon } from '@candor/server/modules/identity/passwords/policy'
import { createFirstOwner } from '@candor/server/modules/identity/set-up/first-owner'
import { record } from '@candor/server/modules/journal/index'
import { ensureMerchant } from '@candor/server/modules/orders/index'
import { defineCommand } from '../command.ts'
import { exitCodes, usageError } from '../errors.ts'
import { withDatabase } from '../installation/database.ts'
import { readSettings } from '../installation/environment.ts'
import type { Io } from '../io.ts'

const leastLength = 10

const given = (value: string | undefined, option: string): string => {
  if (value !== undefined && value.trim() !== '') return value.trim()
  throw usageError(`--${option} is missing.`, 'Run "candor owner --help" for an example.')
}

const addressFrom = (value: string | undefined): string => {
  const email = given(value, 'email')
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length <= 254) return email
  throw usageError(`${JSON.stringify(email)} is not an e-mail address.`, 'Give it as name@example.com.')
}

const passwordFrom = async (file: string | undefined, io: Io): Promise<string> => {
  if (file !== undefined) return readFileSync(resolve(io.cwd, file), 'utf8').split(/\r?\n/)[0] ?? ''
  const fromEnvironment = io.env['CANDOR_CLI_PASSWORD']
  if (fromEnvironment !== undefined) return fromEnvironment
  const password = await io.secret('Password of the owner: ')
  if ((await io.secret('The same again: ')) !== password) throw usageError('The two passwords differ.', 'Try again.')
  return password
}

/** `candor owner`: the first company and its owner, without a browser. */
export const owner = defineCommand({
  name: 'owner',
  summary: 'make the first company and its owner',
  arguments: '',
  count: [0, 0],
  options: {
    company: { type: 'string', value: 'name', help: 'name of the company' },
    'company-zh': { type: 'string', value: 'name', help: 'its Chinese name; the same unless given' },
    currency: { type: 'string', value: 'code', help: 'ISO 4217, in which it counts; GBP unless given' },
    name: { type: 'string', value: 'name', help: 'name of the owner' },
    email: { type: 'string', value: 'address', help: 'e-mail address that the owner signs in with' },
    'password-file': { type: 'string', value: 'file', help: 'file whose first line is the password' },
  },
  notes: [
    'Does what the set-up page does, beside a running server or before its first start. The password is asked for, or taken',
    'from --password-file or CANDOR_CLI_PASSWORD. Once somebody works here it refuses: the owner invites the others.',
  ],
  examples: ['owner --company "Lantern & Rope" --name "Ann Leeward" --email ann@lantern.example'],
  run: async ({ values, io }) => {
    const company = given(values.company, 'company')
    const name = given(values.name, 'name')
    const email = addressFrom(values.email)
    const currency = values.currency ?? 'GBP'
    if (!/^[A-Z]{3}$/.test(currency)) throw usageError(`${currency} is not a currency.`, 'Give it as GBP, EUR, CNY …')
    const config = readSettings(io)
    const password = await passwordFrom(values['password-file'], io)
    if (password.length < leastLength || password.length > 200) {
      throw usageError('The password does not have 10 to 200 characters.', 'Choose another one.')
    }
    requireUncommon(password, { name, email, organisation: company })
    const made = await withDatabase(config, async (db) =>
      createFirstOwner(
        db,
        { record, openShop: ensureMerchant },
        {
          company,
          companyZh: values['company-zh'],
          currency,
          name,
          email,
          language: null,
          passwordHash: await hashPassword(password),
        },
      ),
    )
    return { exitCode: exitCodes.ok, text: `${company} is set up. ${email} signs in as its owner.`, json: made }
  },
})
