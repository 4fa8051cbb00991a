import {
  AlertOutlined,
  AppstoreOutlined,
  AuditOutlined,
  AccountBookOutlined,
  BankOutlined,
  BarcodeOutlined,
  CheckSquareOutlined,
  ControlOutlined,
  FileTextOutlined,
  FunnelPlotOutlined,
  CustomerServiceOutlined,
  GiftOutlined,
  HomeOutlined,
  IdcardOutlined,
  LineChartOutlined,
  MergeCellsOutlined,
  ImportOutlined,
  MailOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  TagsOutlined,
  TeamOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons'
import type { Right } from '@candor/api'
import type { ReactNode } from 'react'

/** Every page of the navigation, in order; `keys` is the shortcut that leads there. */
export const pages = [
  { name: 'home', to: '/', icon: <HomeOutlined />, keys: 'g h', label: 'goHome', right: undefined },
  {
    name: 'tasks',
    to: '/tasks',
    icon: <CheckSquareOutlined />,
    keys: 'g w',
    label: 'goTasks',
    right: 'task.read',
  },
  {
    name: 'tickets',
    to: '/tickets',
    icon: <CustomerServiceOutlined />,
    keys: 'g q',
    label: 'goTickets',
    right: 'ticket.read',
  },
  {
    name: 'customers',
    to: '/customers',
    icon: <TeamOutlined />,
    keys: 'g c',
    label: 'goCustomers',
    right: 'customer.read',
  },
  {
    name: 'duplicates',
    to: '/duplicates',
    icon: <MergeCellsOutlined />,
    keys: 'g d',
    label: 'goDuplicates',
    right: 'customer.merge',
  },
  {
    name: 'companies',
    to: '/companies',
    icon: <BankOutlined />,
    keys: 'g o',
    label: 'goCompanies',
    right: 'customer.read',
  },
  {
    name: 'objects',
    to: '/objects',
    icon: <AppstoreOutlined />,
    keys: 'g x',
    label: 'goObjects',
    right: 'object.read',
  },
  {
    name: 'deals',
    to: '/deals',
    icon: <FunnelPlotOutlined />,
    keys: 'g b',
    label: 'goDeals',
    right: 'deal.read',
  },
  {
    name: 'products',
    to: '/products',
    icon: <TagsOutlined />,
    keys: 'g k',
    label: 'goProducts',
    right: 'sales.read',
  },
  {
    name: 'quotes',
    to: '/quotes',
    icon: <FileTextOutlined />,
    keys: 'g n',
    label: 'goQuotes',
    right: 'sales.read',
  },
  {
    name: 'invoices',
    to: '/invoices',
    icon: <AccountBookOutlined />,
    keys: 'g a',
    label: 'goInvoices',
    right: 'sales.read',
  },
  { name: 'imports', to: '/imports', icon: <ImportOutlined />, keys: 'g i', label: 'goImports', right: 'import.read' },
  { name: 'loyalty', to: '/loyalty', icon: <GiftOutlined />, keys: 'g l', label: 'goLoyalty', right: 'points.read' },
  { name: 'till', to: '/till', icon: <BarcodeOutlined />, keys: 'g v', label: 'goTill', right: 'points.till' },
  {
    name: 'lifecycle',
    to: '/lifecycle',
    icon: <LineChartOutlined />,
    keys: 'g f',
    label: 'goLifecycle',
    right: 'figures.read',
  },
  {
    name: 'events',
    to: '/events',
    icon: <ThunderboltOutlined />,
    keys: 'g e',
    label: 'goEvents',
    right: 'event.read',
  },
  {
    name: 'consent',
    to: '/consent',
    icon: <ControlOutlined />,
    keys: 'g p',
    label: 'goConsent',
    right: 'consent.read',
  },
  {
    name: 'privacy',
    to: '/privacy',
    icon: <AuditOutlined />,
    keys: 'g y',
    label: 'goPrivacy',
    right: 'privacy.manage',
  },
  {
    name: 'emergency',
    to: '/emergency',
    icon: <AlertOutlined />,
    keys: undefined,
    label: undefined,
    right: 'emergency.open',
  },
  {
    name: 'records',
    to: '/records',
    icon: <SafetyCertificateOutlined />,
    keys: 'g r',
    label: 'goRecords',
    right: 'journal.read',
  },
  {
    name: 'people',
    to: '/people',
    icon: <IdcardOutlined />,
    keys: 'g t',
    label: 'goPeople',
    right: 'staff.read',
  },
  { name: 'mailbox', to: '/mailbox', icon: <MailOutlined />, keys: undefined, label: undefined, right: 'mail.read' },
  { name: 'settings', to: '/settings', icon: <SettingOutlined />, keys: 'g s', label: 'goSettings', right: undefined },
] as const satisfies readonly {
  name: string
  to: string
  icon: ReactNode
  keys: string | undefined
  label: string | undefined
  /** Without it the page is not offered. */
  right: Right | undefined
}[]

export type PageName = (typeof pages)[number]['name']

/** The right that a page of the app needs, by its address; nothing for pages that everybody may see. */
export const rightOfPage = (path: string): Right | undefined =>
  pages.find(({ to, right }) => right !== undefined && (path === to || path.startsWith(`${to}/`)))?.right

/** The four that fit a phone's bottom bar; the rest is behind "more". */
export const phonePages: readonly PageName[] = ['home', 'tasks', 'customers', 'records']
