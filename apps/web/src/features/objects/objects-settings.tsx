import { AppstoreOutlined, EditOutlined, LeftOutlined, PlusOutlined } from '@ant-design/icons'
import { objectRoutes, type OwnObject } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { ObjectIcon } from '../../components/object-icon.tsx'
import { call } from '../../lib/api.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { definedObjectsQuery, objectsKey } from '../../lib/own-objects.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { ObjectForm } from './object-form.tsx'
import { objectsTexts } from './objects-texts.ts'
import styles from './objects.module.css'

/** What can be done with an object as a whole. */
const useObjectWork = () => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const { modal } = App.useApp()
  const { tell, complain: onError } = useTell()
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: objectsKey })
  const archive = useMutation({
    mutationFn: ({ object, archived }: { object: OwnObject; archived: boolean }) =>
      call(objectRoutes.archive, { params: { object: object.key }, body: { archived } }),
    onSuccess: (_, { object, archived }) =>
      tell(t(archived ? 'settings.archivedDone' : 'settings.restoredDone', { name: say(object.plural) })),
    onError,
    onSettled,
  })
  const remove = useMutation({
    mutationFn: (object: OwnObject) => call(objectRoutes.remove, { params: { object: object.key } }),
    onSuccess: (_, object) => tell(t('settings.removedDone', { name: say(object.plural) })),
    onError,
    onSettled,
  })
  const askRemove = (object: OwnObject) =>
    void modal.confirm({
      title: t('settings.removeTitle', { name: say(object.plural) }),
      content: t('settings.removeText'),
      okText: t('settings.remove'),
      okButtonProps: { danger: true },
      onOk: async () => remove.mutateAsync(object).catch(() => undefined),
    })
  return { archive, askRemove }
}

interface ObjectLineProps {
  readonly object: OwnObject
  readonly onEdit: () => void
  readonly onFields: () => void
}

const ObjectLine = ({ object, onEdit, onFields }: ObjectLineProps) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const { archive, askRemove } = useObjectWork()
  const name = say(object.plural)
  const archived = object.archivedAt !== null
  return (
    <li className={styles['line']}>
      <ObjectIcon name={object.icon} />
      <span className={styles['main']}>
        <strong>{name}</strong>
        <code className={styles['quiet']}>{object.key}</code>
      </span>
      {!archived && (
        <>
          <Button size="small" aria-label={t('settings.fields', { name })} onClick={onFields}>
            {t('settings.fieldsShort')}
          </Button>
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label={t('settings.edit', { name })}
            onClick={onEdit}
          />
        </>
      )}
      <Button size="small" onClick={() => archive.mutate({ object, archived: !archived })}>
        {t(archived ? 'settings.restore' : 'settings.archive')}
      </Button>
      <Button size="small" onClick={() => askRemove(object)}>
        {t('settings.remove')}
      </Button>
    </li>
  )
}

interface ObjectsSettingsProps {
  /** The fields of an object, to be defined. @param label what the list is called */
  readonly fieldsOf: (object: string, label: string) => ReactNode
}

/** Objects that the company defines for itself, and their fields. */
export const ObjectsSettings = ({ fieldsOf }: ObjectsSettingsProps) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const [edited, setEdited] = useState<OwnObject | 'new'>()
  const [opened, setOpened] = useState<string>()
  const query = useQuery(definedObjectsQuery)
  const objects = query.data?.items ?? []
  const open = objects.find(({ key }) => key === opened)
  const living = objects.filter(({ archivedAt }) => archivedAt === null)
  const archived = objects.filter(({ archivedAt }) => archivedAt !== null)
  if (open) {
    const label = t('settings.fields', { name: say(open.plural) })
    return (
      <>
        <div className={styles['bar']}>
          <h2>{label}</h2>
          <Button icon={<LeftOutlined />} onClick={() => setOpened(undefined)}>
            {t('settings.back')}
          </Button>
        </div>
        {fieldsOf(open.key, label)}
      </>
    )
  }
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
      {t('settings.add')}
    </Button>
  )
  const line = (object: OwnObject) => (
    <ObjectLine
      key={object.id}
      object={object}
      onEdit={() => setEdited(object)}
      onFields={() => setOpened(object.key)}
    />
  )
  return (
    <>
      <div className={styles['bar']}>
        <p className={styles['quiet']}>{t('settings.lead')}</p>
        {living.length > 0 && add}
      </div>
      <Panel flush>
        {query.isPending && <SkeletonRows rows={3} height={56} />}
        {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && living.length === 0 && (
          <EmptyState icon={<AppstoreOutlined />} title={t('settings.none')} actions={add}>
            {t('settings.noneText')}
          </EmptyState>
        )}
        {living.length > 0 && <ul>{living.map(line)}</ul>}
      </Panel>
      {archived.length > 0 && (
        <Panel title={t('settings.archived')} flush>
          <p className={styles['line']}>
            <span className={styles['quiet']}>{t('settings.archivedText')}</span>
          </p>
          <ul>{archived.map(line)}</ul>
        </Panel>
      )}
      {edited && (
        <ObjectForm
          key={edited === 'new' ? 'new' : edited.id}
          object={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onMade={(key) => setOpened(key)}
        />
      )}
    </>
  )
}
