/*
 * The staff app on a device: its own program files load quickly and a page says so when there is no network. Nothing that
 * the server tells of anybody is ever kept: answers of the API are not touched here at all.
 */
const files = 'candor-files-1'
const offlinePage = '/offline.html'
const kept = [offlinePage, '/icon.svg']
/** Program files carry a hash of their content in their names, so the oldest ones are those of earlier versions. */
const mostFiles = 200

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(files)
      .then((cache) => cache.addAll(kept))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  const removeOthers = async () => {
    const names = await caches.keys()
    await Promise.all(names.filter((name) => name !== files).map((name) => caches.delete(name)))
    await self.clients.claim()
  }
  event.waitUntil(removeOthers())
})

const trim = async (cache) => {
  const requests = await cache.keys()
  const hashed = requests.filter(({ url }) => new URL(url).pathname.startsWith('/assets/'))
  await Promise.all(hashed.slice(0, Math.max(0, hashed.length - mostFiles)).map((request) => cache.delete(request)))
}

const programFile = async (request) => {
  const cache = await caches.open(files)
  const known = await cache.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) {
    await cache.put(request, answer.clone())
    await trim(cache)
  }
  return answer
}

const page = async (request) => {
  try {
    return await fetch(request)
  } catch (error) {
    const offline = await caches.match(offlinePage)
    if (offline) return offline
    throw error
  }
}

/** Pages of the portal, of the API and of programs are not of the staff app. */
const foreign = /^\/(portal|api|rpc|witness|health|metrics)(\/|$)/

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || foreign.test(pathname)) return
  if (pathname.startsWith('/assets/')) event.respondWith(programFile(request))
  else if (request.mode === 'navigate') event.respondWith(page(request))
  else if (kept.includes(pathname)) event.respondWith(fetch(request).catch(() => caches.match(request)))
})
