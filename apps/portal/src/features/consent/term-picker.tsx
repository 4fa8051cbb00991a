import type { ConsentQuotedTerm } from '@candor/api'
import { useLanguage } from '@candor/ui'
import { Checkbox } from 'antd'
import { useId } from 'react'

interface TermPickerProps {
  readonly label: string
  /** Said where the last tick cannot be taken away; nothing where it can. */
  readonly hint: string | undefined
  readonly terms: readonly ConsentQuotedTerm[]
  readonly chosen: readonly string[]
  readonly disabled: boolean
  readonly onChange: (chosen: string[]) => void
}

/** Which of the terms are meant. A single term is said, not asked. */
export const TermPicker = ({ label, hint, terms, chosen, disabled, onChange }: TermPickerProps) => {
  const [language] = useLanguage()
  const id = useId()
  const [only] = terms
  if (only === undefined) return null
  if (terms.length === 1) {
    return (
      <p className="consent-terms">
        <span className="consent-label">{label}</span> {only.name[language]}
      </p>
    )
  }
  const isLast = hint !== undefined && chosen.length === 1
  const toggle = (term: string): void =>
    onChange(chosen.includes(term) ? chosen.filter((one) => one !== term) : [...chosen, term])
  return (
    <fieldset className="consent-terms" aria-describedby={isLast ? id : undefined}>
      <legend className="consent-label">{label}</legend>
      {terms.map((term) => (
        <Checkbox
          key={term.id}
          checked={chosen.includes(term.id)}
          disabled={disabled || (isLast && chosen.includes(term.id))}
          onChange={() => toggle(term.id)}
        >
          {term.name[language]}
        </Checkbox>
      ))}
      {isLast && (
        <p id={id} className="hint">
          {hint}
        </p>
      )}
    </fieldset>
  )
}
