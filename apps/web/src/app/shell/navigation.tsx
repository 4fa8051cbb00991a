import {
  GiftOutlined,
  HomeOutlined,
  ImportOutlined,
  MailOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'

/** Every page of the navigation, in order; `keys` is the shortcut that leads there. */
export const pages = [
  { name: 'home', to: '/', icon: <HomeOutlined />, keys: 'g h', label: 'goHome' },
  { name: 'customers', to: '/customers', icon: <TeamOutlined />, keys: 'g c', label: 'goCustomers' },
  { name: 'imports', to: '/imports', icon: <ImportOutlined />, keys: 'g i', label: 'goImports' },
  { name: 'loyalty', to: '/loyalty', icon: <GiftOutlined />, keys: 'g l', label: 'goLoyalty' },
  { name: 'records', to: '/records', icon: <SafetyCertificateOutlined />, keys: 'g r', label: 'goRecords' },
  { name: 'mailbox', to: '/mailbox', icon: <MailOutlined />, keys: undefined, label: undefined },
  { name: 'settings', to: '/settings', icon: <SettingOutlined />, keys: 'g s', label: 'goSettings' },
] as const satisfies readonly {
  name: string
  to: string
  icon: ReactNode
  keys: string | undefined
  label: string | undefined
}[]

export type PageName = (typeof pages)[number]['name']

/** The four that fit a phone's bottom bar; the rest is behind "more". */
export const phonePages: readonly PageName[] = ['home', 'customers', 'loyalty', 'records']
