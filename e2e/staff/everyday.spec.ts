import { newCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const texts = {
  en: {
    search: 'Search name, e-mail, phone or number',
    similar: 'Nobody is written “',
  },
  zh: {
    search: '',
    similar: '没有与“',
  },
} as const
