import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { signInTexts } from './texts.ts'
import { welcomeOptions } from './use-sign-in.ts'

interface DemoCustomersProps {
  readonly onChoose: (email: string) => void
  readonly busy: boolean
}

/** The made-up customers of the demo company, one press away. */
export const DemoCustomers = ({ onChoose, busy }: DemoCustomersProps) => {
  const t = signInTexts.useTexts()
  const id = useId()
  const { data } = useQuery(welcomeOptions)
  if (!data?.demo || data.demo.customers.length === 0) return null
  return (
    <section className="demo" aria-labelledby={id}>
      <h2 id={id}>{t('demoTitle')}</h2>
      <p className="hint">{t('demoText')}</p>
      <ul>
        {data.demo.customers.map((customer) => (
          <li key={customer.email}>
            <button type="button" className="demo-customer" disabled={busy} onClick={() => onChoose(customer.email)}>
              <strong lang={customer.language ?? undefined}>{customer.name}</strong>
              <span className="hint">{t('demoFacts', { count: customer.orderCount })}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
