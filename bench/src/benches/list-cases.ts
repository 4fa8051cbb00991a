import type { RouteInput, customerRoutes } from '@candor/api'
import type { Person } from '../bulk/person.ts'

/** What is asked of the list. */
export type ListQuery = NonNullable<RouteInput<typeof customerRoutes.list>['query']>
export type ListCase = { readonly name: string; readonly query: ListQuery }

const sorts = ['-lastOrderAt', '-spent', '-orderCount', '-createdAt', 'createdAt'] as const

const letters = /^[A-Z][a-z]+ [A-Z][a-z]+$/

/**
 * Every sort, every filter and every kind of search.
 * @param people some of those in the list, so that there is something to be found
 */
export const listCases = (merchants: readonly string[], people: readonly Person[]): ListCase[] => {
  const western = people.find(({ profile }) => letters.test(profile.name))!
  const chinese = people.find(({ profile }) => !letters.test(profile.name))!
  const [first = '', last = ''] = western.profile.name.split(' ')
  const search = (name: string, text: string): ListCase => ({ name: `search ${name}`, query: { search: text } })
  return [
    ...sorts.map((sort) => ({ name: `sort ${sort}`, query: { sort } })),
    { name: 'filter country, common', query: { country: 'United Kingdom' } },
    { name: 'filter country, rare', query: { country: 'Canada', sort: '-spent' as const } },
    { name: 'filter merchant', query: { merchantId: merchants[1] } },
    { name: 'filter spent at least', query: { minimumSpent: '10000000' } },
    {
      name: 'filter ordered in a month',
      query: { orderedAfter: '2023-03-01T00:00:00Z', orderedBefore: '2023-04-01T00:00:00Z' },
    },
    {
      name: 'filter country, merchant and spent',
      query: { country: 'Japan', merchantId: merchants[0], minimumSpent: '200000', sort: '-spent' as const },
    },
    search('whole name', western.profile.name),
    search('surname', last),
    search('part of a first name', first.slice(0, 4)),
    search('three common letters', 'son'),
    search('two letters', 'ma'),
    search('Chinese name', chinese.profile.name),
    search('Chinese surname', '王'),
    search('e-mail address', western.profile.email!),
    search('part of an e-mail', western.profile.email!.slice(0, 5)),
    search('end of a phone number', western.profile.phone!.slice(-7)),
    search('customer number', western.reference),
    search('nothing there', 'qqxzqq'),
    { name: 'search surname, filter country', query: { search: last, country: 'United Kingdom' } },
  ]
}
