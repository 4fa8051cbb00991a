import { customerRoutes, type RouteInput, type RouteOutput } from '@candor/api'
import { expect, type Page } from '@playwright/test'
import { demoCustomers } from './portal.ts'

type List = RouteOutput<typeof customerRoutes.list>

/**
 * The customer who spent most, asked for with the session of the page; those who use the portal in other tests are left
 * to them.
 */
export const bestCustomer = async (page: Page, rank = 0): Promise<List['items'][number]> => {
  const response = await page.request.get(`${customerRoutes.list.path}?sort=-spent&limit=10`)
  expect(response.ok()).toBe(true)
  const taken = new Set((await demoCustomers(page)).map(({ email }) => email))
  const free = ((await response.json()) as List).items.filter(({ email }) => email === null || !taken.has(email))
  const customer = free[rank]
  if (!customer) throw new Error('The demo has too few customers.')
  return customer
}

/** Makes a customer whom no other test knows, with the session of the page. @returns the id */
export const newCustomer = async (
  page: Page,
  data: RouteInput<typeof customerRoutes.create>['body'],
): Promise<string> => {
  const response = await page.request.post(customerRoutes.create.path, { data })
  expect(response.ok(), await response.text()).toBe(true)
  return ((await response.json()) as RouteOutput<typeof customerRoutes.create>).id
}

/** Opens the page of a customer and waits for its timeline. */
export const openCustomer = async (page: Page, id: string): Promise<void> => {
  await page.goto(`/customers/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}
