import { EyeOutlined } from '@ant-design/icons'
import { customerPageRoutes } from '@candor/api'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../lib/api.ts'
import { useLive } from '../../lib/live.ts'
import { customersKey } from './queries.ts'
import { pageTexts } from './page-texts.ts'
import styles from './extras.module.css'

/** Milliseconds after which one says again that one looks. */
const beat = 20_000

const isOf = (data: unknown, customerId: string): boolean =>
  typeof data === 'object' && data !== null && 'id' in data && data.id === customerId

/** Says that this page is open, and shows which colleagues have it open too. */
export const Viewers = ({ customerId }: { readonly customerId: string }) => {
  const t = pageTexts.useTexts()
  const [page] = useState(() => crypto.randomUUID())
  const { data, refetch } = useQuery({
    queryKey: [...customersKey, 'viewers', customerId, page],
    queryFn: () => call(customerPageRoutes.view, { params: { id: customerId }, body: { page } }),
    refetchInterval: beat,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  useLive('viewing', (told) => {
    if (isOf(told, customerId)) void refetch()
  })
  useEffect(
    () => () => {
      // Also when the tab closes: the request outlives the page.
      const path = customerPageRoutes.leave.path.replace(':id', customerId).replace(':page', page)
      void fetch(path, { method: 'DELETE', keepalive: true }).catch(() => undefined)
    },
    [customerId, page],
  )
  if (!data || data.others.length === 0) return null
  const names = data.others.map(({ name }) => name).join(', ')
  return (
    <span className={styles['viewers']} role="status">
      <EyeOutlined aria-hidden /> {t('viewers', { names })}
    </span>
  )
}
