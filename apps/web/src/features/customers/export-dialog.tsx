import { consentRoutes, customerExportPath, customerExportRoutes, type BulkTarget, type Bilingual } from '@candor/api'
import { ProblemMessage, localeOf, useLanguage, useStored } from '@candor/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../lib/api.ts'
import { useBilingual, useFields } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { customersTexts } from './customers-texts.ts'
import { isOwnColumn, storedColumns } from './list-state.ts'
import { listsTexts } from './lists-texts.ts'
import styles from './lists.module.css'

const contract = 'contract'

/** What customers are asked for, with the newest notice of each purpose. */
const usePurposes = () => {
  const mayRead = useMay('consent.read')
  const { data } = useQuery({
    queryKey: ['consent', 'catalogue'],
    queryFn: ({ signal }) => call(consentRoutes.catalogue, {}, { signal }),
    enabled: mayRead,
  })
  return (data?.purposes ?? []).flatMap(({ slug, retired, notices }) => {
    const notice = notices.toSorted((a, b) => b.version - a.version)[0]
    return retired || notice === undefined ? [] : [{ slug, notice }]
  })
}

interface ExportDialogProps {
  readonly target: BulkTarget
  readonly onClose: () => void
}

/** Asks what the file is for, then lets the browser load it. */
export const ExportDialog = ({ target, onClose }: ExportDialogProps) => {
  const t = listsTexts.useTexts()
  const names = customersTexts.useTexts()
  const [language] = useLanguage()
  const [columns] = useStored(storedColumns)
  const say = useBilingual()
  const fields = useFields('customer')
  const ownNames = (column: string): string[] =>
    fields.filter(({ key }) => column === `custom:${key}`).map(({ label }) => say(label))
  const purposes = usePurposes()
  const [purposeId, channelId] = [useId(), useId()]
  const [purpose, setPurpose] = useState(contract)
  const [channel, setChannel] = useState<string>()
  const chosen = purposes.find(({ slug }) => slug === purpose)
  const named = (name: Bilingual): string => (language === 'zh' ? name.zh : name.en)
  const start = useMutation({
    mutationFn: () => {
      const categories = chosen?.notice.categories.map(({ slug }) => slug) ?? []
      const recipient = chosen?.notice.recipients.find(({ slug }) => slug === 'self') ?? chosen?.notice.recipients[0]
      const consent =
        chosen && recipient
          ? { purpose: chosen.slug, categories, recipient: recipient.slug, ...(channel && { channel }) }
          : undefined
      return call(customerExportRoutes.start, { body: { target, columns: [...columns], ...(consent && { consent }) } })
    },
    onSuccess: ({ id }) => {
      // The browser writes the file while it comes, however long it is.
      globalThis.location.assign(customerExportPath(id))
      onClose()
    },
  })
  const channels = chosen?.notice.channels ?? []
  return (
    <Modal
      open
      title={t('export.title')}
      okText={t('export.start')}
      cancelText={t('views.cancel')}
      okButtonProps={{ loading: start.isPending }}
      onOk={() => start.mutate()}
      onCancel={onClose}
    >
      <div className={styles['dialog']}>
        <label htmlFor={purposeId}>{t('export.purpose')}</label>
        <Select
          id={purposeId}
          value={purpose}
          onChange={(slug) => {
            setPurpose(slug)
            setChannel(undefined)
          }}
          options={[
            { value: contract, label: t('export.contract') },
            ...purposes.map(({ slug, notice }) => ({ value: slug, label: named(notice.title) })),
          ]}
        />
        {channels.length > 0 && (
          <>
            <label htmlFor={channelId}>{t('export.channel')}</label>
            <Select
              id={channelId}
              allowClear
              value={channel ?? null}
              onChange={(slug: string | null) => setChannel(slug ?? undefined)}
              options={channels.map(({ slug, name }) => ({ value: slug, label: named(name) }))}
            />
          </>
        )}
        <p className={styles['hint']}>
          {t('export.columns', {
            columns: new Intl.ListFormat(localeOf(language)).format(
              columns.flatMap((key) => (isOwnColumn(key) ? ownNames(key) : names(`column.${key}`))),
            ),
          })}
        </p>
        {chosen && <p className={styles['hint']}>{t('export.consentHelp')}</p>}
        {start.isError && <ProblemMessage error={start.error} />}
      </div>
    </Modal>
  )
}
