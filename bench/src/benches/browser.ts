import type { Browser, BrowserContext, Page } from '@playwright/test'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { against, percentiles, type Measure } from '../measure.ts'
import { filledOptions, startFilled } from '../system/filled.ts'
import type { ServerProcess } from '../system/server.ts'
import { Skipped, wholeNumber, type Task } from '../task.ts'
import { timed } from './timed.ts'

const built = fileURLToPath(new URL('../../../apps/web/dist/index.html', import.meta.url))
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const launch = async (): Promise<Browser> => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? browsers.find((path) => existsSync(path))
  if (executablePath === undefined) throw new Skipped('there is no Chromium; set CHROMIUM_PATH')
  if (!existsSync(built)) throw new Skipped('the web app is not built; run npm run web')
  // Large, and wanted by this benchmark alone.
  const { chromium } = await import('@playwright/test')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** A browser of somebody who is signed in and has never been here. */
const newcomer = async (browser: Browser, { url, cookie }: ServerProcess): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: url })
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
    }),
  )
  await context.addInitScript(() => {
    localStorage.setItem('candor.language', 'en')
    new PerformanceObserver((list) => {
      const worst = Math.max(...list.getEntries().map(({ duration }) => duration))
      const known = globalThis as unknown as { worstEvent?: number }
      known.worstEvent = Math.max(known.worstEvent ?? 0, worst)
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
  })
  return context
}

/** Milliseconds until something of the page was painted. */
const firstPaint = async (page: Page): Promise<number> =>
  page.evaluate(async () => {
    for (;;) {
      const [entry] = performance.getEntriesByName('first-contentful-paint')
      if (entry) return entry.startTime
      await new Promise((resolve) => {
        setTimeout(resolve, 20)
      })
    }
  })

/** The longest time from a key or a click to the next picture since the last call. The browser tells of 16 ms and more. */
const worstInteraction = async (page: Page): Promise<number> =>
  page.evaluate(async () => {
    await new Promise((resolve) => {
      setTimeout(resolve, 100)
    })
    const known = globalThis as unknown as { worstEvent?: number }
    const worst = known.worstEvent ?? 0
    known.worstEvent = 0
    return worst
  })

const link = '[role=table] [role=row] a'

type Times = Map<string, number[]>

const keep = (times: Times, name: string, value: number): void => {
  times.set(name, [...(times.get(name) ?? []), value])
}

/** What somebody does on the list: move, choose, search, open a customer. */
const useList = async (page: Page, times: Times): Promise<void> => {
  await worstInteraction(page)
  for (let at = 0; at < 5; at += 1) await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('x')
  keep(times, 'list: key to picture, longest', await worstInteraction(page))
  const name = (await page.locator(link).nth(3).textContent()) ?? ''
  const found = page.waitForResponse(
    (response) => response.url().includes('/api/customers?') && response.url().includes('search='),
  )
  await page.locator('[role=search] input').first().fill(name)
  keep(
    times,
    'list: typed name to rows',
    await timed(async () => {
      await found
      await page.locator(link, { hasText: name }).first().waitFor()
    }),
  )
  keep(times, 'list: typing to picture, longest', await worstInteraction(page))
  keep(
    times,
    'list: click to the customer’s name',
    await timed(async () => {
      await page.locator(link, { hasText: name }).first().click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
    }),
  )
}

const visit = async (page: Page, address: string, seen: string, prefix: string, times: Times): Promise<void> => {
  const content = await timed(async () => {
    await page.goto(address)
    await page.locator(seen).first().waitFor()
  })
  keep(times, `${prefix}: content there`, content)
  keep(times, `${prefix}: first contentful paint`, await firstPaint(page))
}

/** One newcomer: list and customer page with nothing in the browser's store, then again with it. */
const session = async (browser: Browser, server: ServerProcess, times: Times): Promise<void> => {
  const context = await newcomer(browser, server)
  try {
    const page = await context.newPage()
    await page.goto('/health')
    keep(times, 'plain text: first contentful paint', await firstPaint(page))
    await visit(page, '/customers?view=all', link, 'list, first visit', times)
    await visit(page, '/customers?view=all', link, 'list, later', times)
    await useList(page, times)
    const address = page.url()
    await visit(page, address, 'h1', 'customer page, later', times)
    await worstInteraction(page)
    await page.getByRole('tab').nth(1).click()
    keep(times, 'customer page: click to picture, longest', await worstInteraction(page))
  } finally {
    await context.close()
  }
  const other = await newcomer(browser, server)
  try {
    const page = await other.newPage()
    const response = await page.request.get('/api/customers?limit=1')
    const { items } = (await response.json()) as { items: { id: string }[] }
    await visit(page, `/customers/${items[0]?.id ?? ''}`, 'h1', 'customer page, first visit', times)
  } finally {
    await other.close()
  }
}

/** List and customer page in a real browser: how soon something is seen, and how soon it answers. */
export const browser: Task<Measure> = {
  name: 'browser',
  summary: 'first contentful paint and interaction times of list and customer page in Chromium',
  options: { ...filledOptions, sessions: { help: 'how many newcomers', default: '10' } },
  run: async (context) => {
    const chrome = await launch()
    const { server, close } = await startFilled(context, false)
    try {
      const times: Times = new Map()
      for (let at = -1; at < wholeNumber(context, 'sessions'); at += 1) {
        // The first one finds a server that has just started.
        await session(chrome, server, at < 0 ? new Map() : times)
        context.log(`${at + 2} of ${wholeNumber(context, 'sessions') + 1} sessions`)
      }
      const base = percentiles(times.get('plain text: first contentful paint') ?? []).p50
      return [...times].flatMap(([name, values]) => [
        against(`${name}, p50`, percentiles(values).p50, 'ms', base),
        against(`${name}, p95`, percentiles(values).p95, 'ms', base),
      ])
    } finally {
      await chrome.close()
      await close()
    }
  },
}
