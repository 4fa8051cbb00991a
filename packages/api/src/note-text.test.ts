import { describe, expect, it } from 'vitest'
import { mentionsIn, mentionText, parseNote, plainNote } from './note-text.ts'

const id = '01890000-0000-7000-8000-000000000001'

describe('the text of a note', () => {
  it('is paragraphs, lists, emphasis, links and mentions', () => {
    const text = `Call **back** on *Monday*, @[Ada L](staff:${id})\nsee https://a.example/x.\n\n- one\n- [two](https://b.example)\n1. three`
    expect(parseNote(text)).toEqual([
      {
        kind: 'paragraph',
        lines: [
          [
            { kind: 'text', text: 'Call ' },
            { kind: 'bold', text: 'back' },
            { kind: 'text', text: ' on ' },
            { kind: 'italic', text: 'Monday' },
            { kind: 'text', text: ', ' },
            { kind: 'mention', text: 'Ada L', staffId: id },
          ],
          [
            { kind: 'text', text: 'see ' },
            { kind: 'link', text: 'https://a.example/x', href: 'https://a.example/x' },
            { kind: 'text', text: '.' },
          ],
        ],
      },
      {
        kind: 'bullets',
        lines: [[{ kind: 'text', text: 'one' }], [{ kind: 'link', text: 'two', href: 'https://b.example' }]],
      },
      { kind: 'numbers', lines: [[{ kind: 'text', text: 'three' }]] },
    ])
  })

  it.each([
    ['a link that would run', '[x](javascript:alert(1))'],
    ['markup of a page', '<img src=x onerror=alert(1)>'],
    ['a product 2*3*4 of numbers', '2 * 3 * 4'],
  ])('leaves %s as it was written', (_, text) =>
    expect(parseNote(text)).toEqual([{ kind: 'paragraph', lines: [[{ kind: 'text', text }]] }]),
  )

  it('names everybody who is mentioned, once', () => {
    const text = `@[Ada](staff:${id}) and again ${mentionText({ staffId: id, name: 'A[da]' })}, @[No](staff:nobody)`
    expect(mentionsIn(text)).toEqual([{ staffId: id, name: 'Ada' }])
    expect(plainNote(`**Yes** @[Ada](staff:${id}) [w](https://a.example)`)).toBe('Yes @Ada w (https://a.example)')
  })
})
