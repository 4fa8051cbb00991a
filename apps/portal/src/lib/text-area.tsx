import { useId, type ComponentProps } from 'react'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id' | 'onChange'> {
  readonly label: string
  /** What is wrong with the text; nothing where it is right. */
  readonly fault?: string | undefined
  readonly onText: (text: string) => void
}

/** Several lines of text with a label. */
export const TextArea = ({ label, fault, onText, ...area }: TextAreaProps) => {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <textarea
        rows={4}
        maxLength={20_000}
        {...area}
        id={id}
        className="field"
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onChange={(event) => onText(event.target.value)}
      />
      {fault !== undefined && (
        <p id={`${id}-fault`} className="field-error" aria-live="polite">
          {fault}
        </p>
      )}
    </>
  )
}
