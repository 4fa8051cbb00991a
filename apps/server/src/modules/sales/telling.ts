import type { Tx } from '../../platform/db/index.ts'
import { keeperOf, type SalesDoc } from './document.ts'
import type { SalesParts } from './store.ts'

const mailIn = {
  en: (seller: string, number: string, link: string) => ({
    subject: `${seller}: your quote ${number}`,
    text: `We have prepared a quote for you. Read it here, and accept or decline it:\n${link}\n\n${seller}\n`,
  }),
  zh: (seller: string, number: string, link: string) => ({
    subject: `${seller}：您的报价单 ${number}`,
    text: `我们为您准备了一份报价单。请在此查看，并接受或拒绝：\n${link}\n\n${seller}\n`,
  }),
}

/** Sends the link of a quote to whom it is for, in the language of the quote, if there is an address. */
export const writeQuoteMail = async (
  tx: Tx,
  { needs, mail }: SalesParts,
  quote: SalesDoc,
  link: string,
): Promise<void> => {
  const { customer, company } = quote
  const to =
    customer === null
      ? await needs.companies.addressee(tx, company ?? '')
      : await needs.customers.addressee(tx, customer)
  if (to.email === null) return
  const content = mailIn[quote.language](quote.seller.name, quote.number ?? '', link)
  await mail.send(tx, { ...content, to: to.email, subjectId: keeperOf(quote), secret: true })
}
