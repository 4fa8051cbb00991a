import {
  ControlOutlined,
  CustomerServiceOutlined,
  EditOutlined,
  FileTextOutlined,
  GiftOutlined,
  MessageOutlined,
  RollbackOutlined,
  ShoppingOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'

const iconOf = (kind: string): ReactNode => {
  if (kind === 'order.returned') return <RollbackOutlined />
  if (kind.startsWith('order.')) return <ShoppingOutlined />
  if (/^(points|reward|voucher)\./.test(kind)) return <GiftOutlined />
  if (kind.startsWith('consent.') || kind.startsWith('privacy.') || kind.startsWith('emergency.'))
    return <ControlOutlined />
  if (/^(quote|invoice|credit-note)\./.test(kind)) return <FileTextOutlined />
  if (kind.startsWith('ticket.')) return <CustomerServiceOutlined />
  return kind.startsWith('note.') ? <MessageOutlined /> : <EditOutlined />
}

/** A picture of the kind of event; the sentence beside it says the same in words. */
export const EventIcon = ({ kind }: { readonly kind: string }) => (
  <span className="event-icon" data-group={kind.split('.')[0]} aria-hidden>
    {iconOf(kind)}
  </span>
)
