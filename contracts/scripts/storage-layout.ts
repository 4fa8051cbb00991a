import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One variable of a contract: where it lies and what it is. */
export type StoredVariable = {
  readonly label: string
  readonly slot: string
  readonly offset: number
  readonly type: string
}

type CompilerOutput = {
  output: {
    contracts: Record<
      string,
      Record<string, { storageLayout?: { storage: StoredVariable[]; types: Record<string, StoredType> } }>
    >
  }
}
type StoredType = {
  label: string
  encoding: string
  numberOfBytes: string
  members?: StoredVariable[]
  key?: string
  value?: string
  base?: string
}

const buildInfo = join(import.meta.dirname, '../artifacts/build-info')

/** Spells a type out in full, so that a change inside a struct shows. */
const spell = (types: Record<string, StoredType>, id: string): string => {
  const type = types[id]
  if (type === undefined) return id
  const inner = [type.key, type.value, type.base].filter((part) => part !== undefined).map((part) => spell(types, part))
  const members = (type.members ?? []).map(
    (member) => `${member.label}@${member.slot}.${member.offset}:${spell(types, member.type)}`,
  )
  return [
    type.label,
    ...inner.map((part) => `<${part}>`),
    ...(members.length > 0 ? [`{${members.join(',')}}`] : []),
  ].join('')
}

/**
 * Reads from the compiler's output where the variables of the given contracts are stored.
 * @param names Contract names
 * @returns The variables by contract, in the order of their places
 */
export const storageLayouts = async (names: readonly string[]): Promise<Record<string, readonly StoredVariable[]>> => {
  const layouts: Record<string, readonly StoredVariable[]> = {}
  for (const file of (await readdir(buildInfo)).filter((name) => name.endsWith('.output.json'))) {
    const { output } = JSON.parse(await readFile(join(buildInfo, file), 'utf8')) as CompilerOutput
    for (const [source, contracts] of Object.entries(output.contracts)) {
      for (const [name, { storageLayout }] of Object.entries(contracts)) {
        if (!source.startsWith('project/src/') || !names.includes(name) || storageLayout === undefined) continue
        layouts[name] = storageLayout.storage.map(({ label, slot, offset, type }) => ({
          label,
          slot,
          offset,
          type: spell(storageLayout.types, type),
        }))
      }
    }
  }
  return layouts
}
