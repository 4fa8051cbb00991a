import { BankOutlined, CustomerServiceOutlined, FileTextOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Avatar } from '../../components/avatar.tsx'
import { companySearchQuery } from '../../features/companies/queries.ts'
import { customerSearchQuery } from '../../features/customers/queries.ts'
import { numberedDocumentQuery } from '../../features/sales/queries.ts'
import { numberedTicketQuery } from '../../features/tickets/queries.ts'
import { objectRoutes } from '@candor/api'
import { ObjectIcon } from '../../components/object-icon.tsx'
import { call } from '../../lib/api.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { objectsKey, useOwnObjects } from '../../lib/own-objects.ts'
import { useMay } from '../../lib/rights.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import type { PaletteItem } from './palette-items.tsx'

/** What a search brought up, and whether it still goes on. */
export interface Found {
  readonly items: readonly PaletteItem[]
  readonly searching: boolean
}

const shortest = 2

/** Customers by name in either script, e-mail address, number, or part of a telephone number. */
const useCustomers = (text: string): Found => {
  const navigate = useNavigate()
  const search = useDebounced(text.trim())
  const mayRead = useMay('customer.read')
  const { data, isFetching } = useQuery({
    ...customerSearchQuery(search),
    enabled: mayRead && search.length >= shortest,
    placeholderData: keepPreviousData,
  })
  const found = search.length >= shortest && text.trim().length >= shortest ? (data?.items ?? []) : []
  return {
    searching: mayRead && (isFetching || search !== text.trim()),
    items: found.map((customer) => ({
      key: customer.id,
      label: customer.name,
      icon: <Avatar name={customer.name} size={24} />,
      detail: customer.email ?? customer.reference ?? undefined,
      run: () => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }),
    })),
  }
}

/** Companies by part of name, register number, web or e-mail address. */
const useCompanies = (text: string): Found => {
  const navigate = useNavigate()
  const search = useDebounced(text.trim())
  const mayRead = useMay('customer.read')
  const isOn = mayRead && search.length >= shortest
  const { data, isFetching } = useQuery({
    ...companySearchQuery(search),
    enabled: isOn,
    placeholderData: keepPreviousData,
  })
  return {
    searching: isOn && isFetching,
    items: (isOn && text.trim().length >= shortest ? (data?.items ?? []) : []).map(({ id, name, city }) => ({
      key: id,
      label: name,
      icon: <BankOutlined />,
      detail: city ?? undefined,
      run: () => void navigate({ to: '/companies/$companyId', params: { companyId: id } }),
    })),
  }
}

/** The ticket whose number was typed, with or without the sign before it. */
const useTickets = (text: string): Found => {
  const navigate = useNavigate()
  const [, digits] = /^#?(\d{1,15})$/.exec(useDebounced(text.trim())) ?? []
  const isOn = useMay('ticket.read') && Number(digits) > 0
  const { data, isFetching } = useQuery({ ...numberedTicketQuery(Number(digits)), enabled: isOn })
  return {
    searching: isOn && isFetching,
    items: (isOn ? (data?.items ?? []) : []).map(({ id, number, subject, customer }) => ({
      key: id,
      label: `#${number} ${subject}`,
      icon: <CustomerServiceOutlined />,
      detail: customer.name ?? undefined,
      run: () => void navigate({ to: '/tickets', search: { ticket: id } }),
    })),
  }
}

/** The quote, invoice or credit note whose number was typed. */
const useDocuments = (text: string): Found => {
  const navigate = useNavigate()
  const number = useDebounced(text.trim()).toUpperCase()
  const isOn = useMay('sales.read') && /^[A-Z]{1,4}-\d{4}-\d+$/.test(number)
  const { data, isFetching } = useQuery({ ...numberedDocumentQuery(number), enabled: isOn })
  return {
    searching: isOn && isFetching,
    items: (isOn ? (data?.items ?? []) : []).map(({ id, kind, title, buyer }) => ({
      key: id,
      label: `${number} ${title}`,
      icon: <FileTextOutlined />,
      detail: buyer,
      run: () =>
        void navigate({
          to: kind === 'quote' ? '/quotes/$documentId' : '/invoices/$documentId',
          params: { documentId: id },
        }),
    })),
  }
}

/** Records of own objects by a part of their title, and the lists of these objects by their names. */
const useRecords = (text: string): Found => {
  const navigate = useNavigate()
  const say = useBilingual()
  const search = useDebounced(text.trim())
  const objects = useOwnObjects()
  const isAsked = objects.length > 0 && search.length >= shortest
  const { data, isFetching } = useQuery({
    queryKey: [...objectsKey, 'search', search],
    queryFn: ({ signal }) => call(objectRoutes.search, { query: { search } }, { signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
  const needle = text.trim().toLowerCase()
  const lists =
    needle === '' ? [] : objects.filter(({ plural }) => `${plural.en} ${plural.zh}`.toLowerCase().includes(needle))
  const found = isAsked && needle.length >= shortest ? (data?.items ?? []) : []
  return {
    searching: isAsked && (isFetching || search !== text.trim()),
    items: [
      ...lists.map(({ key, plural, icon }) => ({
        key: `list ${key}`,
        label: say(plural),
        icon: <ObjectIcon name={icon} />,
        run: () => void navigate({ to: '/objects/$object', params: { object: key } }),
      })),
      ...found.map(({ id, object: key, title }) => {
        const object = objects.find((one) => one.key === key)
        return {
          key: id,
          label: title,
          icon: <ObjectIcon name={object?.icon ?? 'box'} />,
          detail: object && say(object.name),
          run: () => void navigate({ to: '/objects/$object/$recordId', params: { object: key, recordId: id } }),
        }
      }),
    ],
  }
}

/**
 * Kinds of things that the palette finds, in the order in which they are shown. A new kind is one line here, its hook, and
 * its name among the texts of the palette.
 */
const sources = [
  { name: 'customers', useFound: useCustomers },
  { name: 'companies', useFound: useCompanies },
  { name: 'tickets', useFound: useTickets },
  { name: 'documents', useFound: useDocuments },
  { name: 'objects', useFound: useRecords },
] as const satisfies readonly {
  readonly name: string
  readonly useFound: (text: string) => Found
}[]

export type PaletteSourceName = (typeof sources)[number]['name']

/** What every kind found for a text. The list of kinds never changes, so their hooks keep their order. */
export const usePaletteSources = (text: string): readonly (Found & { readonly name: PaletteSourceName })[] =>
  sources.map(({ name, useFound }) => {
    const { items, searching } = useFound(text)
    return { name, items, searching }
  })
