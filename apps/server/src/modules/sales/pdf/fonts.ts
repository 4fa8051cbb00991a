import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
/** Noto Sans SC by Google and Adobe, SIL Open Font Licence 1.1: Chinese, Latin, Greek and Cyrillic in one face. */
const family = '@expo-google-fonts/noto-sans-sc'

export type Fonts = { readonly regular: Buffer; readonly bold: Buffer }

let loading: Promise<Fonts> | undefined

const load = async (): Promise<Fonts> => {
  const [regular, bold] = await Promise.all([
    readFile(resolve(`${family}/400Regular/NotoSansSC_400Regular.ttf`)),
    readFile(resolve(`${family}/700Bold/NotoSansSC_700Bold.ttf`)),
  ])
  return { regular, bold }
}

/** The faces that documents are set in. Read once, when first asked for: 20 MB that a server without documents does not need. */
export const fonts = async (): Promise<Fonts> => {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}
