import type { CustomerProfile } from '@candor/api'

const otherDomain: Readonly<Record<string, string>> = {
  'example.com': 'example.org',
  'example.org': 'example.net',
  'example.net': 'example.com',
}

/** Two letters that changed places: how a name comes out when somebody types fast. */
const slipped = (name: string): string => name.replace(/(\p{Ll})(\p{Ll})(\p{Ll})$/u, '$1$3$2')

/**
 * The same made-up person as somebody else would have entered them: a slip in the name, the number written as one dials it at
 * home, another e-mail address, no street.
 */
export const enteredAgain = ({ name, email, phone, country, city, language }: CustomerProfile): CustomerProfile => ({
  name: slipped(name),
  email: email?.replace(/[^@]+$/, (domain) => otherDomain[domain] ?? domain) ?? null,
  phone: phone?.replace(/^\+44 ?/, '0') ?? null,
  country: country ?? null,
  city: city ?? null,
  language: language ?? null,
  fictional: true,
})
