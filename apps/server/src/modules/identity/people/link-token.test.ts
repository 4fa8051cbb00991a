import { describe, expect, it } from 'vitest'
import { uuidv7 } from '../../../platform/ids.ts'
import { hashOf, newToken, readToken, writeToken } from './link-token.ts'

describe('the token of a link', () => {
  it('says where the invitation is and holds a secret of its own', () => {
    const token = newToken(uuidv7(), uuidv7())
    const read = readToken(writeToken(token))
    expect(read).toEqual(token)
    expect(writeToken(token)).toMatch(/^[\w-]{86}$/)
    expect(hashOf(newToken(token.organisationId, token.id))).not.toEqual(hashOf(token))
  })

  it('is nothing when it is cut off, longer, or made up', () => {
    const text = writeToken(newToken(uuidv7(), uuidv7()))
    for (const wrong of ['', 'x', text.slice(0, -4), `${text}aaaa`, '*'.repeat(86)]) {
      expect(readToken(wrong)).toBeUndefined()
    }
  })
})
