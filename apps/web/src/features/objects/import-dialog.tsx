import { objectPaths, type OwnObject, type RecordImport } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useRef } from 'react'
import { uploadFile } from '../../lib/upload-file.ts'
import { useBilingual, useFields } from '../../lib/own-fields.ts'
import { objectsKey } from '../../lib/own-objects.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { objectsTexts } from './objects-texts.ts'
import styles from './objects.module.css'

interface Tried {
  readonly file: File
  readonly report: RecordImport
}

const Report = ({ object, report }: { readonly object: OwnObject; readonly report: RecordImport }) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const fields = useFields(object.key)
  const nameOf = (key: string) => {
    const field = fields.find((one) => one.key === key)
    return field ? say(field.label) : key
  }
  return (
    <div className={styles['report']}>
      <p role="status">{t('importing.result', { ...report })}</p>
      <strong>{t('importing.columns')}</strong>
      <ul>
        {report.columns.map(({ name, key }) => (
          <li key={name} className={key === null ? styles['quiet'] : undefined}>
            {key === null ? t('importing.unused', { name }) : t('importing.column', { name, field: nameOf(key) })}
          </li>
        ))}
      </ul>
      {report.faults.length > 0 && (
        <>
          <strong>{t('importing.faults')}</strong>
          <ul>
            {report.faults.map(({ line, column, cell }) => (
              <li key={`${line} ${column}`}>
                {t('importing.fault', { line, column, cell: cell || t('importing.noTitle') })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** Takes records from a file: first what would become of it, then the file itself. */
export const ImportDialog = ({ object, onClose }: { readonly object: OwnObject; readonly onClose: () => void }) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const client = useQueryClient()
  const { tell } = useTell()
  const input = useRef<HTMLInputElement>(null)
  const send = (file: File, trial: boolean) =>
    uploadFile<RecordImport>(objectPaths.import(object.key, trial), file, () => undefined, new AbortController().signal)
  const look = useMutation({
    mutationFn: async (file: File): Promise<Tried> => ({ file, report: await send(file, true) }),
  })
  const take = useMutation({
    mutationFn: ({ file }: Tried) => send(file, false),
    onSuccess: async (report) => {
      await client.invalidateQueries({ queryKey: objectsKey })
      tell(t('importing.done', { ...report }))
      onClose()
    },
  })
  const tried = look.data
  return (
    <Modal
      open
      title={t('importing.title', { plural: say(object.plural) })}
      onCancel={onClose}
      footer={
        <div className={styles['foot']}>
          <Button onClick={() => input.current?.click()} loading={look.isPending}>
            {t('importing.choose')}
          </Button>
          <Button
            type="primary"
            disabled={!tried || tried.report.created + tried.report.changed === 0}
            loading={take.isPending}
            onClick={() => tried && take.mutate(tried)}
          >
            {t('importing.run')}
          </Button>
        </div>
      }
    >
      <p>{t('importing.text')}</p>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        aria-label={t('importing.choose')}
        tabIndex={-1}
        accept=".csv,.tsv,.txt,.xlsx,.json"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) look.mutate(file)
        }}
      />
      {look.isError && <ProblemMessage error={look.error} />}
      {take.isError && <ProblemMessage error={take.error} />}
      {tried && <Report object={object} report={tried.report} />}
    </Modal>
  )
}
