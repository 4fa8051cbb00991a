import { customerRoutes, type RouteOutput } from '@candor/api'
import { expect, type Page } from '@playwright/test'

type List = RouteOutput<typeof customerRoutes.list>

/** The customer who spent most, once all their points are there; asked for with the session of the page. */
export const bestCustomer = async (page: Page, rank = 0): Promise<List['items'][number]> => {
  const response = await page.request.get(`${customerRoutes.list.path}?sort=-spent&limit=10`)
  expect(response.ok()).toBe(true)
  const customer = ((await response.json()) as List).items[rank]
  if (!customer) throw new Error('The demo has too few customers.')
  return customer
}

/** Opens the page of a customer and waits for its timeline. */
export const openCustomer = async (page: Page, id: string): Promise<void> => {
  await page.goto(`/customers/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}
