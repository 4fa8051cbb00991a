import { ImportOutlined } from '@ant-design/icons'
import { EmptyState, Panel } from '@candor/ui'
import { LinkButton } from '../../components/link-button.tsx'
import { useMay } from '../../lib/rights.ts'
import { homeTexts } from './home-texts.ts'

/** What to do first in an empty system. */
export const StartPanel = () => {
  const t = homeTexts.useTexts()
  const [mayImport, mayAdd] = [useMay('import.run'), useMay('customer.write')]
  return (
    <Panel>
      <EmptyState
        icon={<ImportOutlined />}
        title={t('start.title')}
        actions={
          <>
            {mayImport && (
              <LinkButton to="/imports" color="primary" variant="solid">
                {t('start.import')}
              </LinkButton>
            )}
            {mayAdd && <LinkButton to="/customers/new">{t('start.customer')}</LinkButton>}
          </>
        }
      >
        {t('start.text')}
      </EmptyState>
    </Panel>
  )
}
