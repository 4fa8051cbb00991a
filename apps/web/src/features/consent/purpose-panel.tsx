import { consentRoutes, type ConsentNotice } from '@candor/api'
import { Panel, ProblemMessage, useFormat, useLanguage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { call } from '../../lib/api.ts'
import { consentTexts } from './consent-texts.ts'
import { consentKey, type CataloguePurpose } from './queries.ts'
import styles from './consent.module.css'

const Version = ({ notice, isCurrent }: { readonly notice: ConsentNotice; readonly isCurrent: boolean }) => {
  const t = consentTexts.useTexts()
  const [language] = useLanguage()
  const format = useFormat()
  const names = (terms: ConsentNotice['categories']): string =>
    terms.map(({ name }) => name[language]).join(language === 'zh' ? '、' : ', ')
  return (
    <li className={styles['version']} data-current={isCurrent}>
      <div className={styles['versionHead']}>
        <strong>{t('version', { version: notice.version })}</strong>
        <Tag color={isCurrent ? 'success' : 'default'}>{isCurrent ? t('current') : t('past')}</Tag>
        {notice.renews && <Tag color="warning">{t('renews')}</Tag>}
        <span className={styles['quiet']}>{t('published', { time: format.dateTime(notice.publishedAt) })}</span>
      </div>
      <p>{notice.what[language]}</p>
      <dl className={styles['facts']}>
        <dt>{t('why')}</dt>
        <dd>{notice.why[language]}</dd>
        <dt>{t('kind.category')}</dt>
        <dd>{names(notice.categories)}</dd>
        <dt>{t('kind.recipient')}</dt>
        <dd>{names(notice.recipients)}</dd>
        {notice.channels.length > 0 && (
          <>
            <dt>{t('kind.channel')}</dt>
            <dd>{names(notice.channels)}</dd>
          </>
        )}
        <dt>{t('howLong')}</dt>
        <dd>
          {notice.retention[language]} ·{' '}
          {notice.months === null ? t('untilWithdrawn') : t('months', { count: notice.months })}
        </dd>
      </dl>
    </li>
  )
}

interface PurposePanelProps {
  readonly purpose: CataloguePurpose
  /** Given to those who may publish. */
  readonly onPublish: (() => void) | undefined
}

/** A purpose with every version of what people are told. */
export const PurposePanel = ({ purpose, onPublish }: PurposePanelProps) => {
  const t = consentTexts.useTexts()
  const [language] = useLanguage()
  const { modal } = App.useApp()
  const client = useQueryClient()
  const { id, retired, notices } = purpose
  const title = notices[0]?.title[language] ?? purpose.slug
  const retire = useMutation({
    mutationFn: (wanted: boolean) => call(consentRoutes.retire, { params: { id }, body: { retired: wanted } }),
    onSettled: () => client.invalidateQueries({ queryKey: consentKey }),
  })
  const change = (): void => {
    if (retired) retire.mutate(false)
    else
      void modal.confirm({
        title: t('retireConfirm', { title }),
        content: t('retireText'),
        okText: t('retire'),
        onOk: () => retire.mutateAsync(true).catch(() => undefined),
      })
  }
  return (
    <Panel
      flush
      title={
        <>
          {title} {retired && <Tag>{t('retired')}</Tag>}
        </>
      }
      extra={
        onPublish && (
          <>
            <Button size="small" loading={retire.isPending} onClick={change}>
              {retired ? t('resume') : t('retire')}
            </Button>{' '}
            <Button size="small" onClick={onPublish}>
              {t('publish')}
            </Button>
          </>
        )
      }
    >
      {retire.isError && <ProblemMessage error={retire.error} />}
      <ol>
        {notices.map((notice, index) => (
          <Version key={notice.version} notice={notice} isCurrent={index === 0 && !retired} />
        ))}
      </ol>
    </Panel>
  )
}
