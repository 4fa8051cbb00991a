import { useEffect, useState } from 'react'

/** The value as it was once it has stood still for a moment: searches follow typing without a request per letter. */
export const useDebounced = <Value>(value: Value, milliseconds = 180): Value => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}
