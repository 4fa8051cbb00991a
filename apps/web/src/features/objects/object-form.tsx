import { objectIcons, objectRoutes, type ObjectIcon as IconName, type OwnObject } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { ObjectIcon } from '../../components/object-icon.tsx'
import { call } from '../../lib/api.ts'
import { isKey, keyFrom } from '../../lib/own-keys.ts'
import { objectsKey } from '../../lib/own-objects.ts'
import { useNameOf } from '../../lib/rights.ts'
import { rolesQuery } from '../../lib/staff.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { objectsTexts } from './objects-texts.ts'
import styles from './objects.module.css'

interface Draft {
  readonly key: string
  readonly name: { readonly en: string; readonly zh: string }
  readonly plural: { readonly en: string; readonly zh: string }
  readonly icon: IconName
  readonly personal: boolean
  readonly seenBy: readonly string[]
  readonly editedBy: readonly string[]
  readonly binnedBy: readonly string[]
}

const empty = { en: '', zh: '' }
const draftOf = (object: OwnObject | undefined): Draft => ({
  key: object?.key ?? '',
  name: object?.name ?? empty,
  plural: object?.plural ?? empty,
  icon: object?.icon ?? 'box',
  personal: object?.personal ?? true,
  seenBy: object?.seenBy ?? [],
  editedBy: object?.editedBy ?? [],
  binnedBy: object?.binnedBy ?? [],
})

const rolesOf = (chosen: readonly string[]): string[] | null => (chosen.length === 0 ? null : [...chosen])
const bodyOf = ({ name, plural, icon, personal, seenBy, editedBy, binnedBy }: Draft) => ({
  name,
  plural,
  icon,
  personal,
  seenBy: rolesOf(seenBy),
  editedBy: rolesOf(editedBy),
  binnedBy: rolesOf(binnedBy),
})

interface ObjectFormProps {
  /** The object to change; a new one without. */
  readonly object: OwnObject | undefined
  readonly onClose: () => void
  /** Told the key of a new one. */
  readonly onMade: (key: string) => void
}

/** Everything that defines an object. Its key is chosen once. */
export const ObjectForm = ({ object, onClose, onMade }: ObjectFormProps) => {
  const t = objectsTexts.useTexts()
  const nameOf = useNameOf()
  const client = useQueryClient()
  const { tell } = useTell()
  const { data: roles } = useQuery(rolesQuery)
  const [draft, setDraft] = useState(() => draftOf(object))
  const [tried, setTried] = useState(false)
  const [idempotencyKey, renew] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: () =>
      object
        ? call(objectRoutes.change, {
            params: { object: object.key },
            body: { version: object.version, ...bodyOf(draft) },
          })
        : call(objectRoutes.create, { body: { key: draft.key, ...bodyOf(draft) } }, { idempotencyKey }),
    onSuccess: async ({ key }) => {
      await client.invalidateQueries({ queryKey: objectsKey })
      tell(t('settings.saved'))
      onClose()
      if (!object) onMade(key)
    },
    // What is sent next is something else.
    onError: () => renew(crypto.randomUUID()),
  })
  const change = (part: Partial<Draft>) => {
    if (save.isError) save.reset()
    setDraft((before) => ({ ...before, ...part }))
  }
  const complete =
    [draft.name, draft.plural].every(({ en, zh }) => en.trim() !== '' && zh.trim() !== '') && isKey(draft.key)
  const submit = () => {
    setTried(true)
    if (complete) save.mutate()
  }
  const box = (part: 'name' | 'plural', language: 'en' | 'zh', label: string) => {
    const missing = tried && draft[part][language].trim() === '' ? t('settings.needed') : undefined
    const id = `object-${part}-${language}`
    return (
      <Form.Item label={label} htmlFor={id} required help={missing} validateStatus={missing ? 'error' : ''}>
        <Input
          id={id}
          maxLength={60}
          value={draft[part][language]}
          onChange={(event) => {
            const text = event.target.value
            const names = part === 'plural' && language === 'en' && !object
            const follows = names && (draft.key === '' || draft.key === keyFrom(draft.plural.en))
            change({ [part]: { ...draft[part], [language]: text }, ...(follows && { key: keyFrom(text) }) })
          }}
        />
      </Form.Item>
    )
  }
  const roleSelect = (part: 'seenBy' | 'editedBy' | 'binnedBy') => (
    <Form.Item label={t(`settings.${part}`)} htmlFor={`object-${part}`} extra={t('settings.ownerAlways')}>
      <Select
        id={`object-${part}`}
        mode="multiple"
        placeholder={t('settings.everybody')}
        value={[...draft[part]]}
        onChange={(chosen: string[]) => change({ [part]: chosen })}
        options={(roles?.items ?? [])
          .filter(({ key }) => key !== 'owner')
          .map((role) => ({ value: role.key, label: nameOf(role) }))}
      />
    </Form.Item>
  )
  const badKey = tried && !isKey(draft.key) ? t('settings.keyBad') : undefined
  return (
    <Drawer
      open
      size={600}
      title={object ? t('settings.edit', { name: object.plural.en }) : t('settings.add')}
      onClose={onClose}
      footer={
        <Button type="primary" loading={save.isPending} onClick={submit}>
          {t('settings.save')}
        </Button>
      }
    >
      <Form layout="vertical" onFinish={submit}>
        <div className={styles['grid']}>
          {box('name', 'en', t('settings.nameEn'))}
          {box('name', 'zh', t('settings.nameZh'))}
          {box('plural', 'en', t('settings.pluralEn'))}
          {box('plural', 'zh', t('settings.pluralZh'))}
          <Form.Item
            label={t('settings.key')}
            htmlFor="object-key"
            required
            extra={t('settings.keyHelp')}
            help={badKey}
            validateStatus={badKey ? 'error' : ''}
          >
            <Input
              id="object-key"
              maxLength={40}
              disabled={object !== undefined}
              value={draft.key}
              onChange={(event) => change({ key: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('settings.icon')} htmlFor="object-icon">
            <Select
              id="object-icon"
              value={draft.icon}
              onChange={(icon) => change({ icon })}
              options={objectIcons.map((name) => ({
                value: name,
                label: (
                  <>
                    <ObjectIcon name={name} /> {t(`settings.icons.${name}`)}
                  </>
                ),
              }))}
            />
          </Form.Item>
        </div>
        <Form.Item extra={t('settings.personalHelp')}>
          <Checkbox checked={draft.personal} onChange={(event) => change({ personal: event.target.checked })}>
            {t('settings.personal')}
          </Checkbox>
        </Form.Item>
        {roleSelect('seenBy')}
        {roleSelect('editedBy')}
        {roleSelect('binnedBy')}
        {save.isError && <ProblemMessage error={save.error} />}
      </Form>
    </Drawer>
  )
}
