import { InboxOutlined } from '@ant-design/icons'
import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useRef, useState, type DragEvent } from 'react'
import { uploadFile, type UploadProgress } from '../lib/upload-file.ts'
import styles from './file-drop.module.css'

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

interface FileDropProps<Answer> {
  /** Where the server takes the file. */
  readonly path: string
  /** Names and types of files that can be chosen, as for an input. */
  readonly accept: string
  readonly texts: {
    readonly drop: string
    readonly dropHelp: string
    readonly choose: string
    readonly cancel: string
    readonly uploading: (name: string) => string
    readonly uploaded: (progress: UploadProgress) => string
  }
  readonly onDone: (answer: Answer) => Promise<unknown>
}

/** Takes a file by drop or choice and shows the upload. */
export const FileDrop = <Answer,>({ path, accept, texts, onDone }: FileDropProps<Answer>) => {
  const input = useRef<HTMLInputElement>(null)
  const abort = useRef<AbortController>(null)
  const [over, setOver] = useState(false)
  const [progress, setProgress] = useState<UploadProgress>({ sent: 0, total: 1 })
  const upload = useMutation({
    mutationFn: (file: File) => {
      abort.current = new AbortController()
      setProgress({ sent: 0, total: file.size })
      return uploadFile<Answer>(path, file, setProgress, abort.current.signal)
    },
    onSuccess: onDone,
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
            <p>{texts.uploading(upload.variables.name)}</p>
            <Progress percent={percent} aria-label={texts.uploading(upload.variables.name)} />
            <p className={styles['quiet']} aria-live="polite">
              {texts.uploaded(progress)}
            </p>
            <Button size="small" onClick={() => abort.current?.abort()}>
              {texts.cancel}
            </Button>
          </div>
        ) : (
          <>
            <InboxOutlined aria-hidden className={styles['dropIcon']} />
            <p className={styles['dropTitle']}>{texts.drop}</p>
            <p className={styles['quiet']}>{texts.dropHelp}</p>
            <Button type="primary" onClick={() => input.current?.click()}>
              {texts.choose}
            </Button>
          </>
        )}
        <input
          ref={input}
          type="file"
          hidden
          aria-label={texts.choose}
          accept={accept}
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
