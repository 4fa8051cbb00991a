import {
  BellOutlined,
  BulbOutlined,
  CheckSquareOutlined,
  FunnelPlotOutlined,
  CustomerServiceOutlined,
  GlobalOutlined,
  ImportOutlined,
  QuestionCircleOutlined,
  UserAddOutlined,
} from '@ant-design/icons'
import { storedThemeMode, useIsDark, useLanguage } from '@candor/ui'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../lib/rights.ts'
import { usePaletteSources, type PaletteSourceName } from './palette-sources.tsx'
import { shellTexts } from './shell-texts.ts'
import { useAllowedPages } from './visible-pages.ts'

export interface PaletteItem {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  readonly detail?: string | undefined
  readonly keys?: string | undefined
  /** What it is called besides: people type the name that they know. */
  readonly also?: string
  readonly run: () => void
}

export interface PaletteGroup {
  readonly name: 'pages' | 'actions' | PaletteSourceName
  readonly items: readonly PaletteItem[]
}

const useActions = (onShortcuts: () => void): PaletteItem[] => {
  const t = shellTexts.useTexts()
  const navigate = useNavigate()
  const isDark = useIsDark()
  const [language, setLanguage] = useLanguage()
  const [mayAdd, mayImport, mayDo] = [useMay('customer.write'), useMay('import.run'), useMay('task.write')]
  const maySell = useMay('deal.write')
  const mayAnswer = useMay('ticket.write')
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
      key: 'new-task',
      allowed: mayDo,
      label: t('palette.newTask'),
      icon: <CheckSquareOutlined />,
      run: () => void navigate({ to: '/tasks', search: { task: 'new' } }),
    },
    {
      key: 'new-deal',
      allowed: maySell,
      label: t('palette.newDeal'),
      icon: <FunnelPlotOutlined />,
      run: () => void navigate({ to: '/deals', search: { new: 'yes' } }),
    },
    {
      key: 'new-ticket',
      allowed: mayAnswer,
      label: t('palette.newTicket'),
      icon: <CustomerServiceOutlined />,
      run: () => void navigate({ to: '/tickets', search: { ticket: 'new' } }),
    },
    {
      key: 'notifications',
      allowed: true,
      label: t('palette.notifications'),
      icon: <BellOutlined />,
      run: () => void navigate({ to: '/notifications' }),
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
  return useAllowedPages().map((page) => ({
    key: page.name,
    label: t(`nav.${page.name}`),
    also: `${shellTexts.inLanguage('en')(`nav.${page.name}`)} ${shellTexts.inLanguage('zh')(`nav.${page.name}`)}`,
    icon: page.icon,
    keys: page.keys,
    run: () => void navigate({ to: page.to }),
  }))
}

/** What the palette offers for a text: things found by the server, pages and actions by their names in either language. */
export const usePaletteItems = (text: string, onShortcuts: () => void) => {
  const actions = useActions(onShortcuts)
  const pages = usePages()
  const found = usePaletteSources(text)
  const needle = text.trim().toLowerCase()
  const named = (items: readonly PaletteItem[]) =>
    items.filter(({ label, also = '' }) => `${label} ${also}`.toLowerCase().includes(needle))
  const groups: PaletteGroup[] = [
    ...found.map(({ name, items }) => ({ name, items })),
    { name: 'pages', items: named(pages) },
    { name: 'actions', items: named(actions) },
  ]
  return {
    groups: groups.filter((group) => group.items.length > 0),
    searching: found.some(({ searching }) => searching),
  }
}
