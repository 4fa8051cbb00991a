import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A website of somebody else, with the browser library of Segment on its page, as it is published. */
export type Shop = { readonly origin: string; readonly close: () => Promise<void> }

const library = dirname(fileURLToPath(import.meta.resolve('@segment/analytics-next/dist/umd/standalone.js')))

/** The page before anybody has put a key in: calls made before the library is there are queued, as its own snippet does. */
const page = (cdn: string, writeKey: string): string => `<!doctype html>
<html lang="en">
  <head>
    <title>Tea &amp; cups</title>
    <link rel="icon" href="data:," />
    <script>
      window.analytics = []
      window.analytics._writeKey = '${writeKey}'
      window.analytics._cdn = '${cdn}'
      window.analytics.push(['page', 'Shop'])
    </script>
    <script src="/library/standalone.js" async></script>
  </head>
  <body>
    <button id="buy" onclick="analytics.track('Product Viewed', { product: 'Teapot', price: 24.5 })">Teapot</button>
    <button id="in" onclick="analytics.identify(location.hash.slice(1), { plan: 'gold' })">Sign in</button>
  </body>
</html>`

/** @param cdn where the library asks for its settings @param writeKey put into the page when it is asked for */
export const openShop = async (cdn: string, writeKey: () => string): Promise<Shop> => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop')
    if (pathname === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(page(cdn, writeKey()))
      return
    }
    readFile(`${library}/${pathname.split('/').at(-1)}`).then(
      (file) => response.setHeader('content-type', 'text/javascript').end(file),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
