import { ChoiceChips } from '../../components/choice-chips.tsx'
import { Page } from '../../components/page.tsx'
import { CalendarSettings } from '../../features/calendar/calendar-settings.tsx'
import { DealsSettings } from '../../features/deals/deals-settings.tsx'
import { FieldList, FieldsSettings } from '../../features/fields/fields-settings.tsx'
import { NotificationSettings } from '../../features/notifications/notification-settings.tsx'
import { ObjectsSettings } from '../../features/objects/objects-settings.tsx'
import { SalesSettingsForm } from '../../features/sales/sales-settings.tsx'
import { LayoutsSettings } from '../../features/fields/layouts-settings.tsx'
import { ApiKeysPanel } from '../../features/roles/api-keys-panel.tsx'
import { ModulesPanel } from '../../features/settings/modules-panel.tsx'
import { OwnSettings } from '../../features/settings/own-settings.tsx'
import { settingsTexts } from '../../features/settings/settings-texts.ts'
import { ServiceSettingsForm } from '../../features/tickets/service-settings.tsx'
import { WebhooksSettings } from '../../features/webhooks/webhooks-settings.tsx'
import { useMay } from '../../lib/rights.ts'
import { NavigationPanel } from './navigation-panel.tsx'

const sections = [
  'own',
  'notifications',
  'navigation',
  'calendar',
  'service',
  'fields',
  'objects',
  'layouts',
  'deals',
  'sales',
  'webhooks',
  'modules',
  'keys',
] as const
export type SettingsSection = (typeof sections)[number]

/** The part of the settings that an address names; undefined for any other text. */
export const settingsSectionOf = (text: unknown): SettingsSection | undefined =>
  sections.find((section) => section === text)

interface SettingsSectionsProps {
  readonly section: SettingsSection
  readonly onSection: (section: SettingsSection) => void
}

/** What one chooses for oneself, and what the company sets for all. */
export const SettingsSections = ({ section, onSection }: SettingsSectionsProps) => {
  const t = settingsTexts.useTexts()
  const mayDefine = useMay('field.manage')
  const mayDefineObjects = useMay('object.manage')
  const maySetService = useMay('service.manage')
  const [maySetDeals, mayManage] = [useMay('deal.manage'), useMay('settings.manage')]
  const maySetSales = useMay('sales.manage')
  const maySetWebhooks = useMay('webhook.manage')
  const mayMakeKeys = useMay('key.manage')
  const isOffered: Readonly<Partial<Record<SettingsSection, boolean>>> = {
    service: maySetService,
    fields: mayDefine,
    objects: mayDefineObjects,
    layouts: mayDefine,
    deals: maySetDeals,
    sales: maySetSales,
    webhooks: maySetWebhooks,
    modules: mayManage,
    keys: mayMakeKeys,
  }
  const offered = sections.filter((name) => isOffered[name] ?? true)
  return (
    <Page narrow title={t('title')} subtitle={t('lead')}>
      <ChoiceChips
        label={t('section.label')}
        value={section}
        onChange={onSection}
        options={offered.map((value) => ({ value, label: t(`section.${value}`) }))}
      />
      {section === 'own' && <OwnSettings />}
      {section === 'notifications' && <NotificationSettings />}
      {section === 'navigation' && <NavigationPanel />}
      {section === 'calendar' && <CalendarSettings />}
      {section === 'service' && maySetService && <ServiceSettingsForm />}
      {section === 'fields' && mayDefine && <FieldsSettings />}
      {section === 'objects' && mayDefineObjects && (
        <ObjectsSettings fieldsOf={(object, label) => <FieldList key={object} object={object} label={label} />} />
      )}
      {section === 'layouts' && mayDefine && <LayoutsSettings />}
      {section === 'deals' && maySetDeals && <DealsSettings />}
      {section === 'sales' && maySetSales && <SalesSettingsForm />}
      {section === 'webhooks' && maySetWebhooks && <WebhooksSettings />}
      {section === 'modules' && mayManage && <ModulesPanel />}
      {section === 'keys' && mayMakeKeys && <ApiKeysPanel />}
    </Page>
  )
}
