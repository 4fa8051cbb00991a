import { createStoredFlag, useIsPhone, useStored } from '@candor/ui'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useOwnChoices } from '../../lib/preferences.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { PhoneBar } from './phone-bar.tsx'
import { ShellShortcuts } from './shell-shortcuts.tsx'
import { shellTexts } from './shell-texts.ts'
import { Sidebar } from './sidebar.tsx'
import styles from './shell.module.css'

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }))
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }))

const storedCollapsed = createStoredFlag('navigation-collapsed', false)

/** The frame of every signed-in page: navigation, palette, shortcuts. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const t = shellTexts.useTexts()
  const isPhone = useIsPhone()
  useOwnChoices()
  const [collapsed, setCollapsed] = useStored(storedCollapsed)
  const [paletteOpen, setPaletteOpen] = useState(false)
  const [sheetOpen, setSheetOpen] = useState(false)
  useShortcut('mod+k', t('shortcuts.palette'), 'everywhere', () => setPaletteOpen(true))
  useShortcut('?', t('shortcuts.sheet'), 'everywhere', () => setSheetOpen(true))
  useShortcut('[', t('shortcuts.collapse'), 'everywhere', () => setCollapsed(!collapsed))
  return (
    <div className={styles['shell']} data-collapsed={collapsed} data-phone={isPhone}>
      <a href="#content" className={styles['skip']}>
        {t('skip')}
      </a>
      <ShellShortcuts />
      {isPhone ? (
        <PhoneBar onSearch={() => setPaletteOpen(true)} />
      ) : (
        <Sidebar
          collapsed={collapsed}
          onCollapse={setCollapsed}
          onSearch={() => setPaletteOpen(true)}
          onShortcuts={() => setSheetOpen(true)}
        />
      )}
      <main id="content" tabIndex={-1} className={styles['content']}>
        {children}
      </main>
      <Suspense>
        {paletteOpen && <CommandPalette onClose={() => setPaletteOpen(false)} onShortcuts={() => setSheetOpen(true)} />}
        {sheetOpen && <ShortcutSheet onClose={() => setSheetOpen(false)} />}
      </Suspense>
    </div>
  )
}
