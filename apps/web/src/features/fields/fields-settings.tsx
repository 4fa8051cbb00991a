import { DownOutlined, EditOutlined, FormOutlined, PlusOutlined, UpOutlined } from '@ant-design/icons'
import {
  builtInObjects,
  fieldRoutesOf,
  titleField,
  isBuiltInObject,
  type BuiltInObject,
  type CustomField,
  type FieldObject,
} from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented, Tag } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api.ts'
import { fieldsKey, useBilingual } from '../../lib/own-fields.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { FieldForm } from './field-form.tsx'
import { fieldsTexts } from './fields-texts.ts'
import { definedQuery } from './queries.ts'
import styles from './fields.module.css'

/** What can be done with a field as a whole. */
const useFieldWork = (object: FieldObject) => {
  const t = fieldsTexts.useTexts()
  const say = useBilingual()
  const { modal } = App.useApp()
  const { tell, complain: onError } = useTell()
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: fieldsKey })
  const archive = useMutation({
    mutationFn: ({ field, archived }: { field: CustomField; archived: boolean }) =>
      call(fieldRoutesOf(object).archive, { params: { object, id: field.id }, body: { archived } }),
    onSuccess: (_, { field, archived }) =>
      tell(t(archived ? 'archivedDone' : 'restoredDone', { name: say(field.label) })),
    onError,
    onSettled,
  })
  const order = useMutation({
    mutationFn: (ids: string[]) => call(fieldRoutesOf(object).order, { params: { object }, body: { ids } }),
    onSuccess: (saved) => client.setQueryData(definedQuery(object).queryKey, saved),
    onError,
    onSettled,
  })
  const remove = useMutation({
    mutationFn: (field: CustomField) => call(fieldRoutesOf(object).remove, { params: { object, id: field.id } }),
    onSuccess: (_, field) => tell(t('removedDone', { name: say(field.label) })),
    onError,
    onSettled,
  })
  /** Says how many use it, and offers what can be done. */
  const askRemove = async (field: CustomField) => {
    const { records, more } = await call(fieldRoutesOf(object).use, { params: { object, id: field.id } })
    const isUsed = records > 0
    const isLiving = field.archivedAt === null
    const said = more ? t('inUseMore', { count: records }) : t('inUse', { count: records })
    await modal.confirm({
      title: t('removeTitle', { name: say(field.label) }),
      content: isUsed ? said : t('removeText'),
      okText: isUsed ? t('archive') : t('remove'),
      okButtonProps: { danger: !isUsed, disabled: isUsed && !isLiving },
      onOk: async () => {
        if (isUsed) await archive.mutateAsync({ field, archived: true }).catch(() => undefined)
        else await remove.mutateAsync(field).catch(() => undefined)
      },
    })
  }
  return { archive, order, askRemove: (field: CustomField) => void askRemove(field).catch(onError) }
}

interface FieldLineProps {
  readonly field: CustomField
  readonly onEdit: () => void
  readonly onMove?: (by: 1 | -1) => void
  readonly first: boolean
  readonly last: boolean
  readonly work: ReturnType<typeof useFieldWork>
}

const FieldLine = ({ field, onEdit, onMove, first, last, work }: FieldLineProps) => {
  const t = fieldsTexts.useTexts()
  const say = useBilingual()
  const name = say(field.label)
  const archived = field.archivedAt !== null
  const isTitle = field.key === titleField && !isBuiltInObject(field.object)
  return (
    <li className={styles['line']}>
      <span className={styles['main']}>
        <strong>{name}</strong>
        <span className={styles['quiet']}>
          {t(`type.${field.settings.type}`)} · <code>{field.key}</code>
          {say(field.section) && ` · ${say(field.section)}`}
        </span>
      </span>
      {field.required && <Tag>{t('required')}</Tag>}
      {(field.seenBy || field.editedBy) && <Tag>{t('limited')}</Tag>}
      <span className={styles['actions']}>
        {onMove && (
          <>
            <Button
              type="text"
              size="small"
              icon={<UpOutlined />}
              aria-label={t('up', { name })}
              disabled={first}
              onClick={() => onMove(-1)}
            />
            <Button
              type="text"
              size="small"
              icon={<DownOutlined />}
              aria-label={t('down', { name })}
              disabled={last}
              onClick={() => onMove(1)}
            />
          </>
        )}
        {!archived && (
          <Button type="text" size="small" icon={<EditOutlined />} aria-label={t('edit', { name })} onClick={onEdit} />
        )}
        {!isTitle && (
          <>
            <Button size="small" onClick={() => work.archive.mutate({ field, archived: !archived })}>
              {archived ? t('restore') : t('archive')}
            </Button>
            <Button size="small" onClick={() => work.askRemove(field)}>
              {t('remove')}
            </Button>
          </>
        )}
      </span>
    </li>
  )
}

interface FieldListProps {
  readonly object: FieldObject
  /** What the list is called. */
  readonly label: string
  /** Stands in the line with the button for a new field. */
  readonly children?: ReactNode
}

/** The fields of an object, to be defined, ordered, archived and removed. */
export const FieldList = ({ object, label, children }: FieldListProps) => {
  const t = fieldsTexts.useTexts()
  const [edited, setEdited] = useState<CustomField | 'new'>()
  const query = useQuery(definedQuery(object))
  const work = useFieldWork(object)
  const fields = query.data?.items ?? []
  const living = fields.filter(({ archivedAt }) => archivedAt === null)
  const archived = fields.filter(({ archivedAt }) => archivedAt !== null)
  const move = (at: number, by: 1 | -1) => {
    const ids = living.map(({ id }) => id)
    const [taken] = ids.splice(at, 1)
    if (taken) ids.splice(at + by, 0, taken)
    work.order.mutate(ids)
  }
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
      {t('add')}
    </Button>
  )
  return (
    <>
      <div className={styles['bar']}>
        {children}
        {living.length > 0 && add}
      </div>
      <Panel flush>
        {query.isPending && <SkeletonRows rows={4} height={56} />}
        {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && living.length === 0 && (
          <EmptyState icon={<FormOutlined />} title={t('empty')} actions={add}>
            {t('emptyText')}
          </EmptyState>
        )}
        {living.length > 0 && (
          <ol aria-label={label}>
            {living.map((field, at) => (
              <FieldLine
                key={field.id}
                field={field}
                work={work}
                first={at === 0}
                last={at === living.length - 1}
                onMove={(by) => move(at, by)}
                onEdit={() => setEdited(field)}
              />
            ))}
          </ol>
        )}
      </Panel>
      {archived.length > 0 && (
        <Panel title={t('archived')} flush>
          <p className={styles['line']}>
            <span className={styles['quiet']}>{t('archivedText')}</span>
          </p>
          <ul>
            {archived.map((field) => (
              <FieldLine key={field.id} field={field} work={work} first last onEdit={() => undefined} />
            ))}
          </ul>
        </Panel>
      )}
      {edited && (
        <FieldForm
          key={edited === 'new' ? 'new' : edited.id}
          object={object}
          field={edited === 'new' ? undefined : edited}
          fields={fields}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  )
}

/** Fields that the company defines for its customers and companies. */
export const FieldsSettings = () => {
  const t = fieldsTexts.useTexts()
  const [object, setObject] = useState<BuiltInObject>('customer')
  return (
    <>
      <p className={styles['quiet']}>{t('lead')}</p>
      <FieldList key={object} object={object} label={t(`object.${object}`)}>
        <Segmented
          aria-label={t('object.label')}
          value={object}
          onChange={setObject}
          options={builtInObjects.map((value) => ({ value, label: t(`object.${value}`) }))}
        />
      </FieldList>
    </>
  )
}
