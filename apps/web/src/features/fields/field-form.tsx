import { fieldRoutesOf, isBuiltInObject, type CustomField, type FieldObject } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Drawer, Form, Input, Select, Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { fieldsKey } from '../../lib/own-fields.ts'
import { useNameOf } from '../../lib/rights.ts'
import { rolesQuery } from '../../lib/staff.ts'
import { isKey, keyFrom } from '../../lib/own-keys.ts'
import { draftOf, emptyDraft, offeredTypes, settingsOf, type FieldDraft } from './field-draft.ts'
import { fieldsTexts } from './fields-texts.ts'
import { TypeSettings } from './type-settings.tsx'
import styles from './fields.module.css'

interface FieldFormProps {
  readonly object: FieldObject
  /** The field to change; a new one without. */
  readonly field?: CustomField | undefined
  readonly fields: readonly CustomField[]
  readonly onClose: () => void
}

const bodyOf = (draft: FieldDraft) => ({
  label: draft.label,
  help: draft.help,
  section: draft.section,
  required: draft.required,
  seenBy: draft.seenBy.length === 0 ? null : [...draft.seenBy],
  editedBy: draft.editedBy.length === 0 ? null : [...draft.editedBy],
  settings: settingsOf(draft),
})

/** Everything that defines a field. Key and type are chosen once. */
export const FieldForm = ({ object, field, fields, onClose }: FieldFormProps) => {
  const t = fieldsTexts.useTexts()
  const nameOf = useNameOf()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { data: roles } = useQuery(rolesQuery)
  const [draft, setDraft] = useState<FieldDraft>(() => (field ? draftOf(field) : emptyDraft('GBP')))
  const [tried, setTried] = useState(false)
  const [idempotencyKey, renew] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: () =>
      field
        ? call(fieldRoutesOf(object).change, {
            params: { object, id: field.id },
            body: { version: field.version, ...bodyOf(draft) },
          })
        : call(
            fieldRoutesOf(object).create,
            { params: { object }, body: { key: draft.key, ...bodyOf(draft) } },
            { idempotencyKey },
          ),
    onSuccess: () => {
      void message.success(t('form.saved'))
      void client.invalidateQueries({ queryKey: fieldsKey })
      void client.invalidateQueries({ queryKey: ['custom-values'] })
      onClose()
    },
    // What is sent next is something else.
    onError: () => renew(crypto.randomUUID()),
  })
  const change = (part: Partial<FieldDraft>) => {
    if (save.isError) save.reset()
    setDraft((before) => ({ ...before, ...part }))
  }
  const nameEnglish = (en: string) => {
    const follows = !field && (draft.key === '' || draft.key === keyFrom(draft.label.en))
    change({ label: { ...draft.label, en }, ...(follows && { key: keyFrom(en) }) })
  }
  const complete =
    draft.label.en.trim() !== '' &&
    draft.label.zh.trim() !== '' &&
    isKey(draft.key) &&
    (draft.type !== 'record' || draft.target !== '')
  const submit = () => {
    setTried(true)
    if (complete) save.mutate()
  }
  const missing = (text: string) => (tried && text.trim() === '' ? t('form.needed') : undefined)
  const title = field
    ? t('form.change')
    : t(object === 'customer' ? 'form.create' : object === 'company' ? 'form.createCompany' : 'form.createOfObject')
  const bilingual = (part: 'help' | 'section', english: string, chinese: string, longest: number) =>
    (['en', 'zh'] as const).map((language) => (
      <Form.Item key={language} label={language === 'en' ? english : chinese} htmlFor={`field-${part}-${language}`}>
        <Input
          id={`field-${part}-${language}`}
          maxLength={longest}
          value={draft[part][language]}
          onChange={(event) => change({ [part]: { ...draft[part], [language]: event.target.value } })}
        />
      </Form.Item>
    ))
  const roleSelect = (part: 'seenBy' | 'editedBy') => (
    <Form.Item label={t(`form.${part}`)} htmlFor={`field-${part}`} extra={t('form.ownerAlways')}>
      <Select
        id={`field-${part}`}
        mode="multiple"
        placeholder={t('form.everybody')}
        value={[...draft[part]]}
        onChange={(chosen: string[]) => change({ [part]: chosen })}
        options={(roles?.items ?? [])
          .filter(({ key }) => key !== 'owner')
          .map((role) => ({ value: role.key, label: nameOf(role) }))}
      />
    </Form.Item>
  )
  return (
    <Drawer
      open
      size={640}
      title={title}
      onClose={onClose}
      footer={
        <Button type="primary" loading={save.isPending} onClick={submit}>
          {t('form.save')}
        </Button>
      }
    >
      <Form layout="vertical" onFinish={submit}>
        <div className={styles['grid']}>
          <Form.Item
            label={t('form.labelEn')}
            htmlFor="field-label-en"
            required
            help={missing(draft.label.en)}
            validateStatus={missing(draft.label.en) ? 'error' : ''}
          >
            <Input
              id="field-label-en"
              autoFocus
              maxLength={60}
              value={draft.label.en}
              onChange={(event) => nameEnglish(event.target.value)}
            />
          </Form.Item>
          <Form.Item
            label={t('form.labelZh')}
            htmlFor="field-label-zh"
            required
            help={missing(draft.label.zh)}
            validateStatus={missing(draft.label.zh) ? 'error' : ''}
          >
            <Input
              id="field-label-zh"
              maxLength={60}
              value={draft.label.zh}
              onChange={(event) => change({ label: { ...draft.label, zh: event.target.value } })}
            />
          </Form.Item>
          <Form.Item
            label={t('form.key')}
            htmlFor="field-key"
            required
            extra={t('form.keyHelp')}
            help={tried && !isKey(draft.key) ? t('form.keyBad') : undefined}
            validateStatus={tried && !isKey(draft.key) ? 'error' : ''}
          >
            <Input
              id="field-key"
              maxLength={40}
              disabled={field !== undefined}
              value={draft.key}
              onChange={(event) => change({ key: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('form.type')} htmlFor="field-type" extra={t(`typeHelp.${draft.type}`)}>
            <Select
              id="field-type"
              listHeight={420}
              disabled={field !== undefined}
              value={draft.type}
              onChange={(type) => change({ type, default: null, decimals: type === 'formula' ? '2' : '0' })}
              options={offeredTypes.map((type) => ({ value: type, label: t(`type.${type}`) }))}
            />
          </Form.Item>
        </div>
        <TypeSettings
          object={object}
          draft={draft}
          field={field}
          fields={fields}
          error={save.error}
          onChange={change}
        />
        <div className={styles['grid']}>
          {bilingual('help', t('form.helpEn'), t('form.helpZh'), 200)}
          {bilingual('section', t('form.sectionEn'), t('form.sectionZh'), 60)}
          {roleSelect('seenBy')}
          {draft.type !== 'formula' && roleSelect('editedBy')}
        </div>
        {draft.type !== 'formula' && (
          <Form.Item>
            <Checkbox checked={draft.required} onChange={(event) => change({ required: event.target.checked })}>
              {t(`form.required.${isBuiltInObject(object) ? object : 'record'}`)}
            </Checkbox>
          </Form.Item>
        )}
        {save.isError && <ProblemMessage error={save.error} />}
      </Form>
    </Drawer>
  )
}
