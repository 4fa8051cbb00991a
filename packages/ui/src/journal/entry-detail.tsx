import { useFormat } from '../format/use-format.ts'
import { useLanguage } from '../i18n/language.ts'
import { factsOf, type FieldChange, type ShownEntry } from './entry-facts.ts'
import { changeName } from './entry-sentence.ts'
import { entryTexts } from './entry-texts.ts'
import { ownValueText } from './own-value.ts'
import { RichNote } from './rich-note.tsx'
import styles from './journal.module.css'

const actorOf = (entry: ShownEntry, t: ReturnType<typeof entryTexts.useTexts>): string => {
  if (entry.actorName) return t('by', { name: entry.actorName })
  if (entry.actor.startsWith('customer:')) return t('byCustomer')
  return entry.actor.startsWith('staff:') ? t('byStaff') : t('bySystem')
}

/** Who did it: a name where one is known. */
export const EntryActor = ({ entry }: { readonly entry: ShownEntry }) => {
  const t = entryTexts.useTexts()
  return <>{actorOf(entry, t)}</>
}

/** What an entry says beyond its sentence: the text of a note, the values before and after a change. */
export const EntryDetail = ({ entry }: { readonly entry: ShownEntry }) => {
  const t = entryTexts.useTexts()
  const [language] = useLanguage()
  const format = useFormat()
  const { text, changes, lineCount, ruleVersion, company, position } = factsOf(entry)
  const values = changes.filter((change) => change.before !== null || change.after !== null)
  const words = { yes: t('value.yes'), no: t('value.no'), linked: t('value.linked') }
  const valueText = ({ own, ...plain }: FieldChange, when: 'before' | 'after'): string | null =>
    (own && ownValueText(own[when], own.meaning, language, format, words)) ?? plain[when]
  if (text) return <RichNote text={text} />
  if (values.length > 0)
    return (
      <ul className={styles['changes']}>
        {values.map((change) => (
          <li key={change.field}>
            <span className={styles['field']}>{changeName(change, language, t)}</span>
            {change.before !== null && <del>{valueText(change, 'before')}</del>}
            {change.before !== null && change.after !== null && ' → '}
            {change.after !== null && <ins>{valueText(change, 'after')}</ins>}
          </li>
        ))}
      </ul>
    )
  if (company && position) return <span className={styles['quiet']}>{position}</span>
  if (entry.kind.startsWith('order.') && Number.isFinite(lineCount))
    return <span className={styles['quiet']}>{t('lines', { count: lineCount })}</span>
  if (entry.kind === 'points.earned' && ruleVersion)
    return <span className={styles['quiet']}>{t('ruleVersion', { version: ruleVersion })}</span>
  return null
}
