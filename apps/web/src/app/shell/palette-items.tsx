import {
  BulbOutlined,
  GlobalOutlined,
  ImportOutlined,
  QuestionCircleOutlined,
  UserAddOutlined,
} from '@ant-design/icons'
import { storedThemeMode, useIsDark, useLanguage } from '@candor/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { customerSearchQuery } from '../../features/customers/queries.ts'
import { useMay } from '../../lib/rights.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { shellTexts } from './shell-texts.ts'
import { useVisiblePages } from './visible-pages.ts'

export interface PaletteItem {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  readonly detail?: string | undefined
  readonly keys?: string | undefined
  readonly run: () => void
}

export interface PaletteGroup {
  readonly name: 'pages' | 'actions' | 'customers'
  readonly items: readonly PaletteItem[]
}

const useActions = (onShortcuts: () => void): PaletteItem[] => {
  const t = shellTexts.useTexts()
  const navigate = useNavigate()
  const isDark = useIsDark()
  const [language, setLanguage] = useLanguage()
  const [mayAdd, mayImport] = [useMay('customer.write'), useMay('import.run')]
  const work: (PaletteItem & { readonly allowed: boolean })[] = [
    {
      key: 'new',
      allowed: mayAdd,
      label: t('palette.newCustomer'),
      icon: <UserAddOutlined />,
      keys: 'n',
      run: () => void navigate({ to: '/customers/new' }),
    },
    {
      key: 'import',
      allowed: mayImport,
      label: t('palette.importOrders'),
      icon: <ImportOutlined />,
      run: () => void navigate({ to: '/imports' }),
    },
  ]
  return [
    ...work.filter(({ allowed }) => allowed),
    {
      key: 'theme',
      label: isDark ? t('palette.themeLight') : t('palette.themeDark'),
      icon: <BulbOutlined />,
      run: () => storedThemeMode.set(isDark ? 'light' : 'dark'),
    },
    {
      key: 'language',
      label: t('palette.switchLanguage'),
      icon: <GlobalOutlined />,
      run: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
    },
    { key: 'shortcuts', label: t('palette.shortcuts'), icon: <QuestionCircleOutlined />, keys: '?', run: onShortcuts },
  ]
}

const usePages = (): PaletteItem[] => {
  const t = shellTexts.useTexts()
  const navigate = useNavigate()
  return useVisiblePages().map((page) => ({
    key: page.name,
    label: t(`nav.${page.name}`),
    icon: page.icon,
    keys: page.keys,
    run: () => void navigate({ to: page.to }),
  }))
}

const useCustomers = (text: string): { items: PaletteItem[]; searching: boolean } => {
  const navigate = useNavigate()
  const search = useDebounced(text.trim())
  const mayRead = useMay('customer.read')
  const { data, isFetching } = useQuery({
    ...customerSearchQuery(search),
    enabled: mayRead && search.length >= 2,
    placeholderData: keepPreviousData,
  })
  const found = search.length >= 2 && text.trim().length >= 2 ? (data?.items ?? []) : []
  return {
    searching: mayRead && (isFetching || search !== text.trim()),
    items: found.map((customer) => ({
      key: customer.id,
      label: customer.name,
      icon: <Avatar name={customer.name} size={24} />,
      detail: customer.email ?? customer.reference ?? undefined,
      run: () => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }),
    })),
  }
}

/** What the palette offers for a text: customers found by the server, pages and actions by their names. */
export const usePaletteItems = (text: string, onShortcuts: () => void) => {
  const actions = useActions(onShortcuts)
  const pages = usePages()
  const customers = useCustomers(text)
  const needle = text.trim().toLowerCase()
  const named = (items: readonly PaletteItem[]) => items.filter((item) => item.label.toLowerCase().includes(needle))
  const groups: PaletteGroup[] = [
    { name: 'customers', items: customers.items },
    { name: 'pages', items: named(pages) },
    { name: 'actions', items: named(actions) },
  ]
  return { groups: groups.filter((group) => group.items.length > 0), searching: customers.searching }
}
