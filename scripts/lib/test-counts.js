import { stripVTControlCharacters } from 'node:util'

/** Whether a line is a runner's own summary: Vitest's "Tests  3 failed | 51 passed (54)", Hardhat's "118 passing (…)", Playwright's "12 passed (1.2m)". */
const summary = /^\s*(?:Tests\s+.*|\d+ (?:passing|passed|failing|failed|flaky)\b.*)$/

const numberBefore = (line, words) => {
  const found = new RegExp(`(\\d+) (?:${words})\\b`).exec(line)
  return found === null ? 0 : Number(found[1])
}

/**
 * Reads how many tests passed and failed from what the runners wrote.
 * @param {readonly string[]} lines
 * @returns {{ passed: number, failed: number }}
 */
export const countTests = (lines) => {
  let passed = 0
  let failed = 0
  for (const line of lines.map((each) => stripVTControlCharacters(each))) {
    if (!summary.test(line)) continue
    passed += numberBefore(line, 'passing|passed')
    failed += numberBefore(line, 'failing|failed')
  }
  return { passed, failed }
}
