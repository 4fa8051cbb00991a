import { DeleteOutlined, FileOutlined, UploadOutlined } from '@ant-design/icons'
import {
  ApiError,
  customerFilePaths,
  customerFileRoutes,
  largestCustomerFile,
  type CustomerFile,
  type Problem,
} from '@candor/api'
import { Instant, localeOf, Panel, ProblemMessage, storedLanguage, useFormat } from '@candor/ui'
import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useRef } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { fileTexts } from './file-texts.ts'
import { customersKey, timelineKey } from './queries.ts'
import styles from './extras.module.css'

const filesKey = (id: string) => [...customersKey, 'files', id] as const

const filesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: filesKey(id),
    queryFn: ({ pageParam, signal }) =>
      call(customerFileRoutes.list, { params: { id }, query: { limit: 20, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

/** Sends a file. @throws ApiError when the server refuses it */
const upload = async (customerId: string, file: File): Promise<void> => {
  const body = new FormData()
  body.append('file', file, file.name)
  const headers = { accept: 'application/json', 'accept-language': localeOf(storedLanguage.get()) }
  const answer = await fetch(customerFilePaths.upload(customerId), { method: 'POST', body, headers })
  if (!answer.ok) throw new ApiError((await answer.json()) as Problem)
}

const useChanged = (customerId: string) => {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: filesKey(customerId) })
    await client.invalidateQueries({ queryKey: timelineKey(customerId) })
  }
}

const FileRow = ({ file, customerId }: { readonly file: CustomerFile; readonly customerId: string }) => {
  const t = fileTexts.useTexts()
  const format = useFormat()
  const { complain } = useTell()
  const mayWrite = useMay('customer.write')
  const changed = useChanged(customerId)
  const remove = useMutation({
    mutationFn: () => call(customerFileRoutes.remove, { params: { id: file.id } }),
    onSuccess: changed,
    onError: complain,
  })
  const kilobytes = format.number(Math.max(1, Math.round(file.size / 1024)))
  return (
    <li className={styles['line']}>
      <span className={styles['text']}>
        <a href={customerFilePaths.content(file.id)} download={file.name}>
          <FileOutlined aria-hidden /> {file.name}
        </a>
        <span className={styles['quiet']}>
          {t('size', { shown: kilobytes })} · <Instant at={file.createdAt} style="date" />
          {file.createdByName && ` · ${file.createdByName}`}
        </span>
      </span>
      {mayWrite && (
        <Popconfirm
          title={t('removeSure')}
          okText={t('remove')}
          cancelText={t('keep')}
          onConfirm={() => remove.mutate()}
        >
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('removeNamed', { name: file.name })}
            loading={remove.isPending}
          />
        </Popconfirm>
      )}
    </li>
  )
}

/** Files that are kept with a customer. */
export const FilesPanel = ({ customerId }: { readonly customerId: string }) => {
  const t = fileTexts.useTexts()
  const mayWrite = useMay('customer.write')
  const input = useRef<HTMLInputElement>(null)
  const changed = useChanged(customerId)
  const query = useInfiniteQuery(filesQuery(customerId))
  const files = query.data?.pages.flatMap((page) => page.items) ?? []
  const add = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      for (const file of chosen) await upload(customerId, file)
    },
    onSettled: changed,
  })
  return (
    <Panel
      title={t('title')}
      extra={
        mayWrite && (
          <Button
            type="link"
            size="small"
            icon={<UploadOutlined />}
            loading={add.isPending}
            onClick={() => input.current?.click()}
          >
            {t('add')}
          </Button>
        )
      }
    >
      <input
        ref={input}
        hidden
        multiple
        type="file"
        aria-label={t('add')}
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])]
          target.value = ''
          if (chosen.length > 0) add.mutate(chosen)
        }}
      />
      {add.isError && <ProblemMessage error={add.error} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && files.length === 0 && (
        <p className={styles['quiet']}>{t('empty', { most: largestCustomerFile / 1024 / 1024 })}</p>
      )}
      <ul className={styles['lines']}>
        {files.map((file) => (
          <FileRow key={file.id} file={file} customerId={customerId} />
        ))}
      </ul>
      <LoadMore query={query} label={t('more')} />
    </Panel>
  )
}
