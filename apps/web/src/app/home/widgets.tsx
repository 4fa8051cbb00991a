import type { Right } from '@candor/api'
import type { ReactNode } from 'react'
import { ConsentsWidget } from './widgets/consents-widget.tsx'
import { FiguresWidget } from './widgets/figures-widget.tsx'
import { ImportsWidget } from './widgets/imports-widget.tsx'
import { JournalWidget } from './widgets/journal-widget.tsx'
import { MonthWidget } from './widgets/month-widget.tsx'
import { SalesWidget } from './widgets/sales-widget.tsx'
import { TasksWidget } from './widgets/tasks-widget.tsx'
import { NewestCalls } from './newest-calls.tsx'
import { NewestCustomers } from './newest-customers.tsx'

/** Something that can stand on a home page. A new one is one line here and its name in the texts. */
export interface Widget {
  readonly name: WidgetName
  /** Without it the widget is not offered. */
  readonly right: Right
  /** Whether it takes the whole width unless somebody chose otherwise. */
  readonly wide: boolean
  readonly content: ReactNode
}

export const widgetNames = [
  'figures',
  'tasks',
  'customers',
  'sales',
  'calls',
  'journal',
  'month',
  'imports',
  'consents',
] as const
export type WidgetName = (typeof widgetNames)[number]

export const widgets: readonly Widget[] = [
  { name: 'figures', right: 'figures.read', wide: true, content: <FiguresWidget /> },
  { name: 'tasks', right: 'task.read', wide: false, content: <TasksWidget /> },
  { name: 'customers', right: 'customer.read', wide: false, content: <NewestCustomers /> },
  { name: 'sales', right: 'figures.read', wide: true, content: <SalesWidget /> },
  { name: 'calls', right: 'ledger.read', wide: false, content: <NewestCalls /> },
  { name: 'journal', right: 'journal.read', wide: false, content: <JournalWidget /> },
  { name: 'month', right: 'figures.read', wide: false, content: <MonthWidget /> },
  { name: 'imports', right: 'import.read', wide: false, content: <ImportsWidget /> },
  { name: 'consents', right: 'consent.read', wide: false, content: <ConsentsWidget /> },
]

/** What stands on a home page that nobody arranged. */
export const usualWidgets: readonly WidgetName[] = ['figures', 'tasks', 'customers', 'sales', 'calls', 'journal']
