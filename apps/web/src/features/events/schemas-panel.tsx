import { PartitionOutlined } from '@ant-design/icons'
import type { EventSchema, EventViolation } from '@candor/api'
import { EmptyState, Instant, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { useMay } from '../../lib/rights.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { eventsTexts } from './events-texts.ts'
import { schemasQuery } from './queries.ts'
import styles from './events.module.css'

const SchemaForm = lazy(async () => ({ default: (await import('./schema-form.tsx')).SchemaForm }))

const Violation = ({ violation }: { readonly violation: EventViolation }) => {
  const t = eventsTexts.useTexts()
  const format = useFormat()
  const { property, problem, found, events, lastAt } = violation
  return (
    <li className={styles['quiet']}>
      <span className={styles['code']}>{property}</span> {t(`schemas.problem.${problem}`)}
      {problem === 'kind' && found !== '' && ` (${t(`value.${found}`)})`} ·{' '}
      {t('schemas.times', { events: format.number(events), time: format.relative(lastAt, Date.now()) })}
    </li>
  )
}

const Schema = ({
  schema,
  onDeclare,
}: {
  readonly schema: EventSchema
  readonly onDeclare: (() => void) | undefined
}) => {
  const t = eventsTexts.useTexts()
  const format = useFormat()
  const { type, name, seen, declared, violations, week, firstSeenAt } = schema
  return (
    <li className={styles['row']}>
      <span className={styles['type']}>{t(`type.${type}`)}</span>
      <div className={styles['main']}>
        <p className={styles['name']}>{name || t('schemas.unnamed')}</p>
        {declared?.description && <p className={styles['quiet']}>{declared.description}</p>}
        <p className={styles['meta']}>
          <span>{t('schemas.perWeek', { events: format.number(week) })}</span>
          {firstSeenAt !== null && <Instant at={firstSeenAt} style="date" />}
          <span>{declared === null ? t('schemas.undeclared') : t('schemas.declared')}</span>
          {declared?.closed === true && <span>{t('schemas.closed')}</span>}
        </p>
        <p className={styles['chips']}>
          {Object.entries(seen).map(([property, found]) => {
            const wanted = declared?.properties.find((each) => each.name === property)
            return (
              <Tag key={property} {...(wanted && { color: 'success' })}>
                {property}: {found.map((kind) => t(`value.${kind}`)).join(', ')}
              </Tag>
            )
          })}
          {declared?.properties
            .filter((property) => !(property.name in seen))
            .map((property) => (
              <Tag key={property.name}>
                {property.name}: {t(`value.${property.kind}`)}
                {property.required && ` · ${t('schemas.required')}`}
              </Tag>
            ))}
        </p>
        {violations.length > 0 && (
          <ul className={styles['events']} aria-label={t('schemas.misfits')}>
            {violations.map((violation) => (
              <Violation key={`${violation.property} ${violation.problem} ${violation.found}`} violation={violation} />
            ))}
          </ul>
        )}
      </div>
      {onDeclare && (
        <Button size="small" onClick={onDeclare}>
          {declared === null ? t('schemas.declare') : t('schemas.change')}
        </Button>
      )}
    </li>
  )
}

/** What events look like, and what they should. */
export const SchemasPanel = () => {
  const t = eventsTexts.useTexts()
  const mayManage = useMay('event.manage')
  const [text, setText] = useState('')
  const search = useDebounced(text, 200)
  const [open, setOpen] = useState<EventSchema>()
  const query = useInfiniteQuery(schemasQuery(search))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const isEmpty = !query.isPending && !query.isError && items.length === 0
  return (
    <Panel flush>
      {(items.length > 0 || text !== '') && (
        <div className={styles['padded']}>
          <Input.Search
            allowClear
            aria-label={t('schemas.search')}
            placeholder={t('schemas.search')}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
      )}
      {query.isPending && <SkeletonRows rows={5} height={64} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {isEmpty && search === '' && (
        <EmptyState icon={<PartitionOutlined />} title={t('schemas.empty')}>
          {t('schemas.emptyText')}
        </EmptyState>
      )}
      {isEmpty && search !== '' && <p className={styles['padded']}>{t('schemas.nothing')}</p>}
      <ul className={styles['list']}>
        {items.map((schema) => (
          <Schema
            key={`${schema.type} ${schema.name}`}
            schema={schema}
            onDeclare={mayManage ? () => setOpen(schema) : undefined}
          />
        ))}
      </ul>
      <LoadMore query={query} label={t('loadMore')} />
      {open && (
        <Suspense>
          <SchemaForm schema={open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </Panel>
  )
}
