/** Whether a page may send to a source: its origin is named, or lies below a domain written as `https://*.example.com`. */
export const mayOriginSend = (origin: string, allowed: readonly string[]): boolean =>
  allowed.some((each) => {
    if (each === '*' || each === origin) return true
    const [scheme, host] = each.split('://*.')
    if (host === undefined || !URL.canParse(origin)) return false
    const url = new URL(origin)
    return `${scheme}:` === url.protocol && url.host.endsWith(`.${host}`)
  })
