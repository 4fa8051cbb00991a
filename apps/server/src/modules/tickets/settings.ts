import type { ServiceSettings } from '@candor/api'
import { settingsTable, type Tx, type Versioned } from '../../platform/db/index.ts'
import { ticketErrors } from './errors.ts'
import type { TicketsNeeds } from './needs.ts'

const hours = (response: number, resolution: number) => ({ response: response * 60, resolution: resolution * 60 })

/** Hold until an organisation sets its own. */
export const usualSettings: ServiceSettings = {
  targets: { low: hours(16, 80), normal: hours(8, 40), high: hours(4, 16), urgent: hours(1, 8) },
  closeAfterDays: 7,
  replies: [],
}

/** Promised times and ready answers of an organisation. */
export const serviceSettings = settingsTable({
  table: 'service_settings',
  column: 'settings',
  usual: usualSettings,
  kind: 'service.settings-changed',
  changed: ticketErrors.SERVICE_SETTINGS_CHANGED_MEANWHILE,
})

/** Promised times and ready answers of the transaction's organisation. */
export const settingsOf = async (tx: Tx) => serviceSettings.read(tx)

/** @throws SERVICE_SETTINGS_INVALID with every place that does not fit */
const checkSettings = ({ targets, replies }: ServiceSettings): void => {
  const tooShort = Object.entries(targets)
    .filter(([, { response, resolution }]) => resolution < response)
    .map(([name]) => ({
      path: `/body/settings/targets/${name}/resolution`,
      message: 'is shorter than the time of the first answer',
    }))
  const without = replies.flatMap(({ en, zh }, at) =>
    en === '' && zh === ''
      ? [{ path: `/body/settings/replies/${at}/en`, message: 'says nothing in either language' }]
      : [],
  )
  const twice = replies.flatMap(({ id }, at) =>
    replies.findIndex((other) => other.id === id) < at
      ? [{ path: `/body/settings/replies/${at}/id`, message: 'is there twice' }]
      : [],
  )
  const errors = [...tooShort, ...without, ...twice]
  if (errors.length > 0) throw ticketErrors.SERVICE_SETTINGS_INVALID('times or answers do not fit together', { errors })
}

/**
 * Sets promised times and ready answers, in one transaction with the entry that says so. Tickets that are open keep the
 * times that were promised when they were opened.
 * @param change with the version that it is based on
 * @throws SERVICE_SETTINGS_INVALID, SERVICE_SETTINGS_CHANGED_MEANWHILE with what is stored
 */
export const setSettings = async (
  tx: Tx,
  { record }: Pick<TicketsNeeds, 'record'>,
  change: Versioned<'settings', ServiceSettings>,
  actor: string,
): Promise<{ version: number }> => {
  checkSettings(change.settings)
  return serviceSettings.write(tx, record, change, actor)
}
