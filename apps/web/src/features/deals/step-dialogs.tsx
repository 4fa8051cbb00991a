import type { Deal, DealChangesInput, DealNeed, DealOutcome, DealStage } from '@candor/api'
import { Form, Input, Modal, Select } from 'antd'
import { CompanySelect } from '../../components/company-select.tsx'
import { CustomerSelect } from '../../components/customer-select.tsx'
import { useBilingual } from '../../lib/own-fields.ts'
import { amountOf, isAmount } from '../../lib/amounts.ts'
import { dealsTexts } from './deals-texts.ts'
import { useDealSettings } from './queries.ts'
import type { Ending } from './use-deal-work.ts'

const isThere: Readonly<Record<DealNeed, (deal: Deal) => boolean>> = {
  amount: ({ amount }) => amount !== null,
  closeDay: ({ closeDay }) => closeDay !== null,
  party: ({ customer, company }) => customer !== null || company !== null,
  nextStep: ({ nextStep }) => nextStep !== null,
}

/** What a stage needs that nobody said of a deal yet. */
export const missingFor = (deal: Deal, { needs }: DealStage): readonly DealNeed[] =>
  needs.filter((need) => !isThere[need](deal))

interface MissingContent {
  readonly amount?: string
  readonly closeDay?: string
  readonly customer?: string
  readonly company?: string
  readonly nextStep?: string
}

interface MissingDialogProps {
  readonly deal: Deal
  readonly stage: DealStage
  readonly onMove: (changes: DealChangesInput) => void
  readonly onClose: () => void
}

/** Asks for what a stage needs, and moves the deal with the same step. */
export const MissingDialog = ({ deal, stage, onMove, onClose }: MissingDialogProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const [form] = Form.useForm<MissingContent>()
  const missing = missingFor(deal, stage)
  const needed = { required: true, message: t('form.missingNeeded') }
  const finish = ({ amount, customer, company, ...said }: MissingContent) => {
    onMove({
      ...said,
      ...(amount !== undefined && { amount: amountOf(amount, deal.currency) }),
      ...(customer && { customer }),
      ...(company && { company }),
    })
  }
  return (
    <Modal
      open
      title={t('form.missing', { stage: say(stage.name) })}
      okText={t('form.move')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('form.missingText')}</p>
      <Form<MissingContent> form={form} layout="vertical" requiredMark={false} onFinish={finish}>
        {missing.includes('amount') && (
          <Form.Item
            name="amount"
            label={t('field.amount', { currency: deal.currency })}
            rules={[
              needed,
              {
                validator: (_, typed: string = '') =>
                  typed === '' || isAmount(typed, deal.currency)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('form.amountWrong'))),
              },
            ]}
          >
            <Input autoFocus inputMode="decimal" />
          </Form.Item>
        )}
        {missing.includes('closeDay') && (
          <Form.Item name="closeDay" label={t('field.closeDay')} rules={[needed]}>
            <Input type="date" />
          </Form.Item>
        )}
        {missing.includes('party') && (
          <>
            <Form.Item
              name="customer"
              label={t('field.customer')}
              dependencies={['company']}
              rules={[
                ({ getFieldValue }) => ({
                  validator: (_, customer: string | undefined) =>
                    customer || getFieldValue('company')
                      ? Promise.resolve()
                      : Promise.reject(new Error(t('form.missingNeeded'))),
                }),
              ]}
            >
              <CustomerSelect label={t('field.customer')} placeholder={t('field.customerHint')} />
            </Form.Item>
            <Form.Item name="company" label={t('field.company')}>
              <CompanySelect label={t('field.company')} placeholder={t('field.companyHint')} />
            </Form.Item>
          </>
        )}
        {missing.includes('nextStep') && (
          <Form.Item name="nextStep" label={t('field.nextStep')} rules={[needed]}>
            <Input maxLength={1000} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

interface CloseContent {
  readonly reason?: string
  readonly reasonText?: string
  readonly competitor?: string
}

interface CloseDialogProps {
  readonly outcome: DealOutcome
  readonly onEnd: (ending: Ending) => void
  readonly onClose: () => void
}

/** Asks why a deal was won or lost. */
export const CloseDialog = ({ outcome, onEnd, onClose }: CloseDialogProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const [form] = Form.useForm<CloseContent>()
  const reasons = useDealSettings()?.reasons.filter((one) => one.outcome === outcome && !one.retired) ?? []
  const isLost = outcome === 'lost'
  return (
    <Modal
      open
      title={t(isLost ? 'form.lost' : 'form.won')}
      okText={t('form.save')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<CloseContent>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason = null, reasonText = null, competitor = null }) =>
          onEnd({ reason, reasonText, competitor })
        }
      >
        <Form.Item
          name="reason"
          label={t('field.reason')}
          rules={[{ required: isLost, message: t('form.reasonNeeded') }]}
        >
          <Select
            autoFocus
            allowClear={!isLost}
            placeholder={t('form.chooseReason')}
            options={reasons.map(({ key, name }) => ({ value: key, label: say(name) }))}
          />
        </Form.Item>
        {isLost && (
          <Form.Item name="competitor" label={t('field.competitor')}>
            <Input maxLength={200} />
          </Form.Item>
        )}
        <Form.Item name="reasonText" label={t('field.reasonText')} extra={t('field.amongStaff')}>
          <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
