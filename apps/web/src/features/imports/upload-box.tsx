import { InboxOutlined } from '@ant-design/icons'
import { ProblemMessage, useFormat } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { useRef, useState, type DragEvent } from 'react'
import { importsTexts } from './imports-texts.ts'
import { importQuery, importsKey } from './queries.ts'
import { uploadImport, type UploadProgress } from './upload.ts'
import styles from './imports.module.css'

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

/** Takes a file by drop or choice, shows the upload, then opens the preview. */
export const UploadBox = () => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const navigate = useNavigate()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const abort = useRef<AbortController>(null)
  const [over, setOver] = useState(false)
  const [progress, setProgress] = useState<UploadProgress>({ sent: 0, total: 1 })
  const upload = useMutation({
    mutationFn: (file: File) => {
      abort.current = new AbortController()
      setProgress({ sent: 0, total: file.size })
      return uploadImport(file, setProgress, abort.current.signal)
    },
    onSuccess: async (summary) => {
      client.setQueryData(importQuery(summary.id).queryKey, summary)
      void client.invalidateQueries({ queryKey: importsKey })
      await navigate({ to: '/imports/$importId', params: { importId: summary.id } })
    },
  })
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) upload.mutate(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const percent = Math.round((progress.sent / Math.max(progress.total, 1)) * 100)
  return (
    <div className={styles['upload']}>
      <div
        className={styles['drop']}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {upload.isPending ? (
          <div className={styles['uploading']}>
            <p>{t('uploading', { name: upload.variables.name })}</p>
            <Progress percent={percent} aria-label={t('uploading', { name: upload.variables.name })} />
            <p className={styles['quiet']} aria-live="polite">
              {t('uploaded', { done: format.bytes(progress.sent), total: format.bytes(progress.total) })}
            </p>
            <Button size="small" onClick={() => abort.current?.abort()}>
              {t('cancelUpload')}
            </Button>
          </div>
        ) : (
          <>
            <InboxOutlined aria-hidden className={styles['dropIcon']} />
            <p className={styles['dropTitle']}>{t('drop')}</p>
            <p className={styles['quiet']}>{t('dropHelp')}</p>
            <Button type="primary" onClick={() => input.current?.click()}>
              {t('choose')}
            </Button>
          </>
        )}
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('choose')}
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </div>
      {upload.isError && !isAbort(upload.error) && <ProblemMessage error={upload.error} />}
    </div>
  )
}
