import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const worthIt = /\.(js|css|html|svg|json|webmanifest)$/
const smallest = 1024
const gzipped = promisify(gzip)
const brotlied = promisify(brotliCompress)

const compress = async (path: string): Promise<void> => {
  const content = await readFile(path)
  if (content.length < smallest) return
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  await Promise.all([
    writeFile(`${path}.gz`, await gzipped(content, { level: 9 })),
    writeFile(`${path}.br`, await brotlied(content, quality)),
  ])
}

/** Puts `.br` and `.gz` beside every built file, so that the server sends them without compressing anew each time. */
export const compressed = (): Plugin => {
  let folder = ''
  return {
    name: 'candor:compressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true })
        const files = entries.filter((entry) => entry.isFile() && worthIt.test(entry.name))
        await Promise.all(files.map((file) => compress(join(file.parentPath, file.name))))
      },
    },
  }
}
