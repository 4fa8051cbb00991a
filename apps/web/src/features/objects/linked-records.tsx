import { Instant, Panel } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useBilingual } from '../../lib/own-fields.ts'
import { useOwnObjects } from '../../lib/own-objects.ts'
import { objectsTexts } from './objects-texts.ts'
import { incomingQuery } from './queries.ts'
import styles from './objects.module.css'

/** Records of own objects that lead to a customer, a company or a record. Nothing where there are none. */
export const LinkedRecords = ({ id }: { readonly id: string }) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const objects = useOwnObjects()
  const { data } = useQuery({ ...incomingQuery(id), enabled: objects.length > 0 })
  return data?.items.map(({ object: key, field, label, records, more }) => {
    const object = objects.find((one) => one.key === key)
    if (!object) return null
    return (
      <Panel key={`${key} ${field}`} title={t('linked', { plural: say(object.plural), field: say(label) })}>
        <ul className={styles['links']}>
          {records.map((record) => (
            <li key={record.id} className={styles['linkRow']}>
              <Link to="/objects/$object/$recordId" params={{ object: key, recordId: record.id }}>
                {record.title}
              </Link>
              <span className={styles['quiet']}>
                <Instant at={record.changedAt} style="date" />
              </span>
            </li>
          ))}
        </ul>
        {more && (
          <Link
            to="/objects/$object"
            params={{ object: key }}
            search={{ filter: { field: 'custom', key: field, is: 'anyOf', values: [id] } }}
          >
            {t('moreLinked')}
          </Link>
        )}
      </Panel>
    )
  })
}
