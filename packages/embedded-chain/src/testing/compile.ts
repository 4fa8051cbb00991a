import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Abi } from 'viem'
import type { Hex } from '../bytes/bytes.ts'

const solc = createRequire(import.meta.url)('solc') as { compile(input: string): string }

export interface Compiled {
  readonly abi: Abi
  readonly bytecode: Hex
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[]
  readonly contracts: Record<
    string,
    Record<string, { readonly abi: Abi; readonly evm: { readonly bytecode: { readonly object: string } } }>
  >
}

/** Compiles one contract of a Solidity file. */
export const compile = (file: URL, name: string): Compiled => {
  const input = {
    language: 'Solidity',
    sources: { source: { content: readFileSync(file, 'utf8') } },
    settings: {
      evmVersion: 'osaka',
      optimizer: { enabled: true, runs: 200 },
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as Output
  const failures = output.errors?.filter(({ severity }) => severity === 'error') ?? []
  const contract = output.contracts['source']?.[name]
  if (contract === undefined || failures.length > 0) {
    throw new Error(failures.map(({ formattedMessage }) => formattedMessage).join('\n'))
  }
  return { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` }
}
