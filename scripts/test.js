import { ensureChromium } from './lib/chromium.js'
import { completeInstall, install } from './lib/install.js'
import { findNode, withNode } from './lib/node-24.js'
import { npm, runOpenly, runQuietly } from './lib/run.js'
import { runMain, say, seconds, Trouble } from './lib/say.js'
import { countTests } from './lib/test-counts.js'
import { buildWebApps } from './lib/web-apps.js'

/*
 * `npm test`: prepares what the tests need (a browser included) and runs everything, stopping at the first step that
 * fails. `npm test -- types unit` runs the named steps only; `npm test -- --list` names them.
 */

/** A step that checks: silent unless it fails. */
const check = (name, title, words) => ({ name, title, words, tests: false })
/** A step that tests: its output is shown and its tests are counted. */
const tests = (name, title, words) => ({ name, title, words, tests: true })

const steps = [
  check('lock', 'The lock names every platform', ['exec', '--', 'node', 'scripts/complete-lock.js', '--check']),
  check('lint', 'Lint', ['run', '-s', 'lint']),
  check('format', 'Format', ['run', '-s', 'format:check']),
  check('types', 'Types', ['run', '-s', 'types']),
  tests('unit', 'Unit and module tests', ['run', '-s', 'vitest']),
  tests('contracts', 'Contract tests', ['run', '-s', 'test:contracts']),
  tests('browser', 'Browser tests', ['run', '-s', 'test:browser']),
]

const chosenSteps = (names) => {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    throw new Trouble(`There is no step ${unknown.join(', ')}. There are ${steps.map(({ name }) => name).join(', ')}.`)
  }
  return names.length === 0 ? steps : steps.filter(({ name }) => names.includes(name))
}

const runStep = async ({ title, words, tests: counts }, env) => {
  if (!counts) {
    await runQuietly(title, [...npm(), ...words], { env })
    return { passed: 0, failed: 0 }
  }
  const began = Date.now()
  say(title)
  const lines = []
  const code = await runOpenly([...npm(), ...words], { env, onLine: (line) => lines.push(line) })
  const { passed, failed } = countTests(lines)
  say(`  ${passed} passed, ${failed} failed in ${seconds(Date.now() - began)}`)
  // A run that broke without naming a failed test has failed all the same.
  return { passed, failed: code === 0 ? failed : Math.max(1, failed) }
}

const prepare = async (chosen) => {
  await install()
  const node = findNode()
  await completeInstall(node)
  const env = { ...withNode(node), NO_COLOR: '1', FORCE_COLOR: '0' }
  if (chosen.some(({ name }) => name === 'browser')) {
    env.CHROMIUM_PATH = await ensureChromium(node)
    await buildWebApps(node)
  }
  return env
}

await runMain(async () => {
  const began = Date.now()
  const names = process.argv.slice(2)
  if (names.includes('--list')) {
    for (const { name, title } of steps) say(`${name.padEnd(10)} ${title}`)
    return 0
  }
  const chosen = chosenSteps(names)
  const env = await prepare(chosen)
  const total = { passed: 0, failed: 0 }
  for (const step of chosen) {
    const { passed, failed } = await runStep(step, env).catch((error) => {
      if (!(error instanceof Trouble)) throw error
      say(error.message)
      return { passed: 0, failed: 1 }
    })
    total.passed += passed
    total.failed += failed
    if (failed > 0) {
      say(`\nStopped at the step "${step.name}" (${step.title}) after ${seconds(Date.now() - began)}.`)
      break
    }
  }
  if (total.failed === 0) say(`\nAll steps done in ${seconds(Date.now() - began)}`)
  say(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
})
