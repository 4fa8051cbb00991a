import type { ServiceSettings } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { ticketErrors } from './errors.ts'
import type { TicketsNeeds } from './needs.ts'

/** Settings with their version; version 0 stands for those that hold until somebody sets others. */
export type StoredSettings = { readonly version: number; readonly settings: ServiceSettings }

const hours = (response: number, resolution: number) => ({ response: response * 60, resolution: resolution * 60 })

/** Hold until an organisation sets its own. */
export const usualSettings: ServiceSettings = {
  targets: { low: hours(16, 80), normal: hours(8, 40), high: hours(4, 16), urgent: hours(1, 8) },
  closeAfterDays: 7,
  replies: [],
}

/** Promised times and ready answers of the transaction's organisation. */
export const settingsOf = async (tx: Tx, lock = false): Promise<StoredSettings> =>
  (await tx.maybe<StoredSettings>({
    name: lock ? 'service-settings-lock' : 'service-settings',
    text: `select version, settings from service_settings where organisation_id = $1 ${lock ? 'for update' : ''}`,
    values: [tx.organisationId],
  })) ?? { version: 0, settings: usualSettings }

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
 * @param version the one that the change is based on
 * @throws SERVICE_SETTINGS_INVALID, SERVICE_SETTINGS_CHANGED_MEANWHILE with what is stored
 */
export const setSettings = async (
  tx: Tx,
  { record }: Pick<TicketsNeeds, 'record'>,
  { version, settings }: StoredSettings,
  actor: string,
): Promise<{ version: number }> => {
  checkSettings(settings)
  const stored = await settingsOf(tx, true)
  const changed = (): Error =>
    ticketErrors.SERVICE_SETTINGS_CHANGED_MEANWHILE(
      `version ${stored.version} is stored, the change is based on ${version}`,
      { stored },
    )
  if (stored.version !== version) throw changed()
  const entry = await record(tx, {
    subject: tx.organisationId,
    kind: 'service.settings-changed',
    actor,
    purpose: 'administration',
    body: { version: version + 1, settings },
  })
  const written = await tx.rows({
    name: 'service-settings-write',
    text: `insert into service_settings as s (organisation_id, version, settings, entry_id) values ($1, $2, $3, $4)
           on conflict (organisation_id) do update
              set version = excluded.version, settings = excluded.settings, entry_id = excluded.entry_id, updated_at = now()
            where s.version = excluded.version - 1 returning version`,
    values: [tx.organisationId, version + 1, JSON.stringify(settings), entry.id],
  })
  // Two people set the first settings at the same moment: there was no row to lock.
  if (written.length === 0) throw changed()
  return { version: version + 1 }
}
