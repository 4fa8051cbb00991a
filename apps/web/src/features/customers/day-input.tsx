import { DatePicker } from 'antd'
import dayjs from 'dayjs'

interface DayInputProps {
  readonly label: string
  /** An instant. */
  readonly value: string | undefined
  readonly onChange: (at: string | undefined) => void
}

/** A day in the reader's zone, as the instant at which it begins. */
export const DayInput = ({ label, value, onChange }: DayInputProps) => (
  <DatePicker
    aria-label={label}
    placeholder={label}
    value={value ? dayjs(value) : null}
    onChange={(day) => onChange(day?.startOf('day').toISOString())}
  />
)
