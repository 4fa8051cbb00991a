import { localeOf, useFormat, useLanguage } from '@candor/ui'

/** The time of a moment in the reader's zone, where the day is said elsewhere; the exact moment is in the tooltip. */
export const TimeOfDay = ({ at }: { readonly at: string }) => {
  const [language] = useLanguage()
  const format = useFormat()
  const time = new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'short' }).format(new Date(at))
  return (
    <time dateTime={at} title={format.exact(at)}>
      {time}
    </time>
  )
}
