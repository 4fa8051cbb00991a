import { useId, type ReactNode } from 'react'
import styles from './choice-chips.module.css'

interface ChoiceChipsProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string; readonly aside?: ReactNode }[]
  readonly onChange: (value: Value) => void
}

/** One of several, as chips that wrap; arrow keys move as in any group of radio buttons. */
export const ChoiceChips = <Value extends string>({ label, value, options, onChange }: ChoiceChipsProps<Value>) => {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={styles['chips']}>
      {options.map((option) => (
        <label key={option.value} className={styles['chip']} data-on={option.value === value}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
          {option.aside !== undefined && <span className={styles['aside']}>{option.aside}</span>}
        </label>
      ))}
    </div>
  )
}
