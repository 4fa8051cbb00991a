import type { ComponentProps } from 'react'
import { useId } from 'react'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'onChange'> {
  readonly label: string
  readonly hint?: string
  /** What is wrong with the value; empty when nothing is. */
  readonly fault: string | undefined
  readonly onText: (text: string) => void
}

/** A labelled line of text that says what is wrong with it. */
export const TextField = ({ label, hint, fault, onText, className = '', ...input }: TextFieldProps) => {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className={`field ${className}`}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onText(event.target.value)}
      />
      <p id={`${id}-hint`} className={fault ? 'field-error' : 'hint'} aria-live="polite">
        {fault ?? hint}
      </p>
    </>
  )
}
