import { describe, expect, it } from 'vitest'
import { soundKey } from './sound-key.ts'

describe('soundKey', () => {
  it.each([
    ['smith', 'smyth'],
    ['meyer', 'maier'],
    ['stephen', 'steven'],
    ['catherine', 'kathryn'],
    ['macdonald', 'mcdonald'],
    ['schmidt', 'shmit'],
    ['philip', 'filip'],
    ['knight', 'night'],
    ['allen', 'alan'],
    ['thompson', 'tompson'],
  ])('%s sounds like %s', (a, b) => {
    expect(soundKey(a)).toBe(soundKey(b))
  })

  it.each([
    ['smith', 'jones'],
    ['allen', 'nelson'],
    ['robert', 'richard'],
  ])('%s does not sound like %s', (a, b) => {
    expect(soundKey(a)).not.toBe(soundKey(b))
  })

  it('leaves other scripts as they are', () => {
    expect(soundKey('王伟')).toBe('王伟')
  })
})
