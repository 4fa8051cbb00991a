import { describe, expect, it } from 'vitest'
import { progressOn } from './io.ts'

const watch = (interactive: boolean) => {
  let clock = 0
  let err = ''
  const progress = progressOn({ interactive, err: (text) => (err += text) }, () => clock)
  return { progress, after: (ms: number) => (clock += ms), shown: () => err }
}

describe('progress', () => {
  it('writes over one line of a screen, not oftener than the eye follows', () => {
    const { progress, after, shown } = watch(true)
    progress.show('1 of 3')
    progress.show('2 of 3')
    after(100)
    progress.show('3 of 3')
    progress.done()
    expect(shown()).toBe('\r\u001B[K1 of 3\r\u001B[K3 of 3\n')
  })

  it('writes a line every few seconds into a log, and the last state at the end', () => {
    const { progress, after, shown } = watch(false)
    progress.show('1 of 3')
    after(5000)
    progress.show('2 of 3')
    progress.show('3 of 3')
    progress.done()
    expect(shown()).toBe('2 of 3\n3 of 3\n')
  })
})
