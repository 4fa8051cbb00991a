import { resolve } from 'node:path'
import { defineCommand } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { kitFiles } from '../network/files.ts'
import { newKey } from '../network/keys.ts'
import { planOf, tolerated, warningsOf } from '../network/plan.ts'
import { writeKit } from '../network/write-kit.ts'

const lines = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** `candor network`: writes everything that a ledger shared by several companies is started from. */
export const network = defineCommand({
  name: 'network',
  summary: 'write the files of a ledger that several companies run together',
  arguments: '<folder>',
  count: [1, 1],
  options: {
    company: { type: 'string', multiple: true, value: 'name', help: 'a company that takes part; give it for each' },
    validators: { type: 'string', value: 'number', help: 'nodes that make blocks; 4 unless given' },
    host: {
      type: 'string',
      multiple: true,
      value: 'address',
      help: 'IPv4 address of a validator, once for each; without it, all run on one machine by compose.yaml',
    },
    consensus: { type: 'string', value: 'name', help: 'qbft (Besu; unless given) or clique (geth 1.13, for trials)' },
    'chain-id': { type: 'string', value: 'number', help: 'number of the network; 20261122 unless given' },
    'block-seconds': { type: 'string', value: 'number', help: 'seconds from block to block; 2 unless given' },
    'gas-limit': { type: 'string', value: 'number', help: 'most work of a block; 1000000000 unless given' },
    account: {
      type: 'string',
      multiple: true,
      value: 'address',
      help: 'another account that may send transactions, besides the companies’; may be given several times',
    },
  },
  notes: [
    'The folder gets one subfolder for each validator and for each company, with its private key and settings. Give each to the',
    'company that it belongs to and delete it here. README.md in the folder says how to start, watch, extend and repair the network.',
    'Nobody pays on this network, and only accounts that the validators list may send transactions.',
  ],
  examples: [
    'network shared --company "Harbour Coalition" --company "Tea House" --validators 4',
    'network shared --company A --company B --host 10.0.0.1 --host 10.0.0.2 --host 10.0.0.3 --host 10.0.0.4 --json',
  ],
  run: async ({ values, arguments: [name = ''], io }) => {
    const plan = planOf(values)
    const folder = resolve(io.cwd, name)
    const keys = { validators: plan.hosts.map(newKey), companies: plan.companies.map(newKey) }
    const files = await kitFiles(plan, keys)
    await writeKit(folder, files)
    const warnings = warningsOf(plan)
    const secrets = files.filter(({ secret }) => secret).map(({ path }) => path)
    const text = [
      `${folder} holds a network of ${lines(plan.hosts.length, 'validator', 'validators')} for ${lines(plan.companies.length, 'company', 'companies')}.`,
      `It goes on with up to ${lines(tolerated(plan), 'validator', 'validators')} away.`,
      ...warnings,
      `${secrets.length} private keys are in it: hand each folder of nodes/ and companies/ to its company. README.md says how to go on.`,
    ].join('\n')
    return {
      exitCode: exitCodes.ok,
      text,
      json: {
        folder,
        consensus: plan.consensus,
        chainId: plan.chainId,
        validators: keys.validators.map(({ address }) => address),
        companies: plan.companies.map((company, index) => ({ name: company, address: keys.companies[index]?.address })),
        tolerated: tolerated(plan),
        warnings,
        secrets,
        files: files.map(({ path }) => path),
      },
    }
  },
})
