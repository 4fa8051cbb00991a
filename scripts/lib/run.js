import { spawn } from 'node:child_process'
import { root, say, seconds, Trouble } from './say.js'

/** A sign of life this often, while something takes long (milliseconds). */
const beat = 10_000
const kept = 40

/** The npm that runs us, else the one on the path. */
export const npm = () => {
  const script = process.env.npm_execpath
  if (script !== undefined && /\.c?js$/.test(script)) return [process.execPath, script]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

/**
 * Runs a program to its end without showing what it writes, except when it fails.
 * @param {string} title shown first, and in each sign of life
 * @param {readonly string[]} command program and words
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 */
export const runQuietly = async (title, [program, ...words], { env = process.env, cwd = root } = {}) => {
  const began = Date.now()
  say(title)
  const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines = []
  const keep = (chunk) => {
    lines.push(
      ...String(chunk)
        .split('\n')
        .filter((line) => line.trim() !== ''),
    )
    lines.splice(0, Math.max(0, lines.length - kept))
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const timer = setInterval(() => say(`  … ${seconds(Date.now() - began)}`), beat)
  const outcome = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`))
  })
  clearInterval(timer)
  if (outcome !== undefined) throw new Trouble(`${title}: ${outcome}\n${lines.map((line) => `  ${line}`).join('\n')}`)
  say(`  done in ${seconds(Date.now() - began)}`)
}

/**
 * Runs a program to its end and shows what it writes.
 * @param {readonly string[]} command program and words
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, onLine?: (line: string) => void }} [options]
 * @returns {Promise<number>} its exit code
 */
export const runOpenly = async ([program, ...words], { env = process.env, cwd = root, onLine } = {}) => {
  const child = spawn(program, words, { cwd, env, stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit'] })
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text)
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (rest !== '') onLine?.(rest)
      resolve(code ?? 1)
    })
  })
}
