/** What is read of a compiler artifact. */
export type Artifact = {
  readonly contractName: string
  readonly abi: readonly unknown[]
  readonly bytecode: string
  readonly deployedBytecode: string
  readonly immutableReferences: Record<string, readonly { start: number; length: number }[]>
}

const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

const isError = (item: unknown): boolean => (item as { type?: string }).type === 'error'

/** Every error of every contract once: a call may fail in a contract that it reaches through another. */
const errorsOf = (artifacts: readonly Artifact[]): unknown[] => {
  const errors = artifacts.flatMap(({ abi }) => abi.filter(isError)).map((error) => JSON.stringify(error))
  return [...new Set(errors)].sort().map((error): unknown => JSON.parse(error))
}

const header = '// Written by scripts/generate.ts from the compiled contracts. Do not edit.\n'

const contractFile = ({ contractName, abi, bytecode, deployedBytecode, immutableReferences }: Artifact): string => {
  const immutables = Object.values(immutableReferences)
    .flat()
    .map(({ start, length }) => [start, length])
    .sort(([a = 0], [b = 0]) => a - b)
  return `${header}
export const ${camel(contractName)}Abi = ${JSON.stringify(abi, undefined, 2)} as const

export const ${camel(contractName)} = {
  name: '${contractName}',
  abi: ${camel(contractName)}Abi,
  /** Creation code, to which the encoded constructor arguments are appended. */
  bytecode: '${bytecode}',
  /** Code as it stands on a ledger, with zeroes where the immutables are. */
  runtimeBytecode: '${deployedBytecode}',
  /** [start, length] in bytes of the places that immutables fill. */
  immutables: ${JSON.stringify(immutables)},
} as const
`
}

const indexFile = (artifacts: readonly Artifact[]): string => {
  const names = artifacts.map(({ contractName }) => contractName)
  const imports = names.map((name) => `import { ${camel(name)} } from './${kebab(name)}.ts'`).join('\n')
  const exports = names.map((name) => `export * from './${kebab(name)}.ts'`).join('\n')
  return `${header}
${imports}

${exports}

/** Every contract by its name, in the order of deployment. */
export const contracts = {
${names.map((name) => `  ${name}: ${camel(name)},`).join('\n')}
} as const

export type ContractName = keyof typeof contracts

/** Every error that a call to any of the contracts may end with. */
export const errorsAbi = ${JSON.stringify(errorsOf(artifacts), undefined, 2)} as const
`
}

/**
 * Renders the generated files.
 * @param artifacts Compiler artifacts, in the order of deployment
 * @returns Text by file name
 */
export const render = (artifacts: readonly Artifact[]): Map<string, string> =>
  new Map([
    ...artifacts.map((artifact) => [`${kebab(artifact.contractName)}.ts`, contractFile(artifact)] as const),
    ['index.ts', indexFile(artifacts)],
  ])
