import { useNavigate } from '@tanstack/react-router'
import { useMay } from '../../lib/rights.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import type { pages } from './navigation.tsx'
import { shellTexts } from './shell-texts.ts'
import { useVisiblePages } from './visible-pages.ts'

type LinkedPage = Extract<(typeof pages)[number], { keys: string }>

const GoTo = ({ page }: { readonly page: LinkedPage }) => {
  const t = shellTexts.useTexts()
  const navigate = useNavigate()
  useShortcut(page.keys, t(`shortcuts.${page.label}`), 'go', () => void navigate({ to: page.to }))
  return null
}

const NewCustomer = () => {
  const t = shellTexts.useTexts()
  const navigate = useNavigate()
  useShortcut('n', t('shortcuts.newCustomer'), 'everywhere', () => void navigate({ to: '/customers/new' }))
  return null
}

/** `g` and a letter for each page, `n` for a new customer; only for what the person may. */
export const ShellShortcuts = () => {
  const pages = useVisiblePages()
  const mayAdd = useMay('customer.write')
  return (
    <>
      {mayAdd && <NewCustomer />}
      {pages.map((page) => (page.keys === undefined ? null : <GoTo key={page.name} page={page} />))}
    </>
  )
}
