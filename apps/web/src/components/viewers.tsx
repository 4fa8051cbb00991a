import { EyeOutlined } from '@ant-design/icons'
import { customerPageRoutes, ticketRoutes } from '@candor/api'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../lib/api.ts'
import { useLive } from '../lib/live.ts'
import { viewersTexts } from './viewers-texts.ts'
import styles from './viewers.module.css'

/** Milliseconds after which one says again that one looks. */
const beat = 20_000

const routes = { customer: customerPageRoutes, ticket: ticketRoutes } as const

const isOf = (data: unknown, id: string): boolean =>
  typeof data === 'object' && data !== null && 'id' in data && data.id === id

interface ViewersProps {
  /** What is looked at. */
  readonly of: keyof typeof routes
  readonly id: string
}

/** Says that this page is open, and shows which colleagues have it open too. */
export const Viewers = ({ of, id }: ViewersProps) => {
  const t = viewersTexts.useTexts()
  const [page] = useState(() => crypto.randomUUID())
  const { data, refetch } = useQuery({
    queryKey: ['viewers', of, id, page],
    queryFn: () => call(routes[of].view, { params: { id }, body: { page } }),
    refetchInterval: beat,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  useLive('viewing', (told) => {
    if (isOf(told, id)) void refetch()
  })
  useEffect(
    () => () => {
      // Also when the tab closes: the request outlives the page.
      const path = routes[of].leave.path.replace(':id', id).replace(':page', page)
      void fetch(path, { method: 'DELETE', keepalive: true }).catch(() => undefined)
    },
    [of, id, page],
  )
  if (!data || data.others.length === 0) return null
  const names = data.others.map(({ name }) => name).join(', ')
  return (
    <span className={styles['viewers']} role="status">
      <EyeOutlined aria-hidden /> {t('viewers', { names })}
    </span>
  )
}
