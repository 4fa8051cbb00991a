import { checkTexts, type Texts, type TextTree } from '@candor/ui'
import { describe, expect, it } from 'vitest'

const modules = import.meta.glob<Record<string, Texts<TextTree>>>('./**/*-texts.ts', { eager: true })
const namespaces = Object.values(modules).flatMap((module) => Object.values(module))

describe('the texts of the staff app', () => {
  it('are found', () => {
    expect(namespaces.length).toBeGreaterThanOrEqual(12)
    expect(new Set(namespaces.map((texts) => texts.namespace)).size).toBe(namespaces.length)
  })
  it.each(namespaces.map((texts) => [texts.namespace, texts] as const))(
    '%s are complete in both languages, with no word of the other left',
    (_, texts) => {
      expect(checkTexts(texts)).toEqual([])
    },
  )
})
