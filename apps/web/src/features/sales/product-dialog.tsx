import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { productRoutes, type Product } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { amountOf, isAmount, typedAmount } from '../../lib/amounts.ts'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { productsKey, salesSettingsQuery } from './queries.ts'
import { salesTexts } from './sales-texts.ts'
import styles from './sales.module.css'

interface Content {
  readonly code: string
  readonly name: string
  readonly nameZh: string
  readonly unit: string
  readonly taxRate: string
  readonly prices: readonly { readonly currency: string; readonly price: string }[]
}

interface ProductDialogProps {
  readonly product: Product | undefined
  readonly onClose: () => void
}

const currencies = Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }))

const ProductForm = ({ product, onClose, home }: ProductDialogProps & { readonly home: string }) => {
  const t = salesTexts.useTexts()
  const { tell } = useTell()
  const client = useQueryClient()
  const [form] = Form.useForm<Content>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: async (change: Content | { readonly archived: boolean }): Promise<void> => {
      const fields =
        'archived' in change
          ? change
          : {
              ...change,
              prices: change.prices.map(({ currency, price }) => ({
                currency,
                unitPrice: amountOf(price, currency) ?? '',
              })),
            }
      if (product) {
        const body = { version: product.version, changes: fields }
        await call(productRoutes.update, { params: { id: product.id }, body })
      } else if (!('archived' in fields)) {
        await call(productRoutes.create, { body: fields }, { idempotencyKey })
      }
    },
    onSuccess: async () => {
      tell(t('said.saved'))
      await client.invalidateQueries({ queryKey: productsKey })
      onClose()
    },
  })
  const needed = [{ required: true, whitespace: true, message: t('money.needed') }]
  return (
    <Modal
      open
      title={product ? t('products.edit', { name: product.code }) : t('products.new')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          product
            ? {
                ...product,
                prices: product.prices.map(({ currency, unitPrice }) => ({
                  currency,
                  price: typedAmount(unitPrice, currency),
                })),
              }
            : { taxRate: '20', prices: [{ currency: home, price: '' }] }
        }
        onFinish={(content) => save.mutate(content)}
      >
        <div className={styles['pair']}>
          <Form.Item name="code" label={t('products.code')} rules={needed}>
            <Input autoFocus maxLength={64} />
          </Form.Item>
          <Form.Item name="unit" label={t('products.unit')} rules={needed}>
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item name="name" label={t('products.name')} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="nameZh" label={t('products.nameZh')} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="taxRate"
            label={t('products.taxRate')}
            rules={[{ pattern: /^(100|\d{1,2}(\.\d{1,3})?)$/, required: true, message: t('line.wrong') }]}
          >
            <Input inputMode="decimal" />
          </Form.Item>
        </div>
        <Form.List name="prices">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className={styles['price']}>
                  <Form.Item name={[name, 'currency']} label={t('products.currency')} rules={needed}>
                    <Select showSearch options={currencies} />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'price']}
                    label={t('products.price')}
                    dependencies={[['prices', name, 'currency']]}
                    rules={[
                      ({ getFieldValue }) => ({
                        validator: (_, typed: string = '') =>
                          typed.trim() !== '' &&
                          isAmount(typed, String(getFieldValue(['prices', name, 'currency']) ?? home))
                            ? Promise.resolve()
                            : Promise.reject(new Error(t('money.wrong'))),
                      }),
                    ]}
                  >
                    <Input inputMode="decimal" />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('products.removePrice', {
                      currency: String(form.getFieldValue(['prices', name, 'currency']) ?? ''),
                    })}
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
              <Button icon={<PlusOutlined />} size="small" onClick={() => add({ price: '' })}>
                {t('products.addPrice')}
              </Button>
            </>
          )}
        </Form.List>
        {product && (
          <p>
            <Button onClick={() => save.mutate({ archived: !product.archived })}>
              {t(product.archived ? 'products.restore' : 'products.archive')}
            </Button>
          </p>
        )}
        {save.isError && <ProblemMessage error={save.error} />}
      </Form>
    </Modal>
  )
}

/** Adds a product, or changes one. */
export const ProductDialog = (props: ProductDialogProps) => {
  const { data } = useQuery(salesSettingsQuery)
  return data ? <ProductForm {...props} home={data.currency} /> : null
}
