/** An e-mail address taken apart and brought into one form. */
export type Email = {
  /** As it is written to and shown: trimmed, the domain in lower case and ASCII (RFC 5891). */
  readonly address: string
  readonly local: string
  readonly domain: string
  /** What two spellings of one mailbox have in common; for finding duplicates, never for sending. */
  readonly key: string
}

export type EmailReading = Email | { readonly problem: 'not-an-address' }

/** Where the provider documents that spellings lead into one mailbox. */
type ProviderRule = { readonly dots: boolean; readonly tag: string; readonly canonical?: string }

const google: ProviderRule = { dots: true, tag: '+', canonical: 'gmail.com' }
const plus: ProviderRule = { dots: false, tag: '+' }

/**
 * Google: dots do not matter, `+` begins a tag, googlemail.com is gmail.com (support.google.com, "Dots don't matter in
 * Gmail addresses"). Microsoft: `+` (Exchange Online, "Plus addressing"). Apple, Fastmail, Proton: `+` ("subaddressing").
 */
const providers: ReadonlyMap<string, ProviderRule> = new Map([
  ['gmail.com', google],
  ['googlemail.com', google],
  ...['outlook.com', 'hotmail.com', 'live.com', 'msn.com'].map((domain) => [domain, plus] as const),
  ...['icloud.com', 'me.com', 'mac.com'].map((domain) => [domain, plus] as const),
  ...['fastmail.com', 'fastmail.fm', 'proton.me', 'protonmail.com', 'pm.me'].map((domain) => [domain, plus] as const),
])

const localPart = /^[^\s@"<>(),:;[\]\\]+$/u

/** A domain in ASCII; nothing when it cannot be one. */
const asciiDomain = (domain: string): string | undefined => {
  // The URL parser does IDNA (UTS 46), but would also take ports, paths and addresses of machines.
  if (/[\s/\\?#:@%[\]_]/u.test(domain) || !domain.includes('.')) return undefined
  const url = URL.parse(`http://${domain.toLowerCase()}`)
  const host = url?.hostname ?? ''
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z])[a-z0-9-]{2,63}$/.test(host) ? host : undefined
}

const keyOf = (local: string, domain: string): string => {
  const rule = providers.get(domain)
  // RFC 5321 lets a host tell upper from lower case; none of any size does, and people do not keep them apart.
  const folded = local.toLowerCase()
  if (rule === undefined) return `${folded}@${domain}`
  const base = folded.split(rule.tag)[0]!
  return `${(rule.dots ? base.replaceAll('.', '') : base) || folded}@${rule.canonical ?? domain}`
}

/**
 * Reads an e-mail address (RFC 5321, without quoted local parts), also as `Name <address>` or `mailto:address`.
 * @returns the address and the key under which the same mailbox is found again
 */
export const readEmail = (text: string): EmailReading => {
  const trimmed = text.normalize('NFKC').trim()
  const inner = (/<([^<>]+)>$/.exec(trimmed)?.[1] ?? trimmed).replace(/^mailto:/i, '').trim()
  const at = inner.lastIndexOf('@')
  const local = inner.slice(0, Math.max(at, 0))
  const domain = asciiDomain(inner.slice(at + 1).replace(/\.$/, ''))
  const isLocal = localPart.test(local) && !/^\.|\.$|\.\./.test(local) && local.length <= 64
  if (at < 1 || !isLocal || domain === undefined || domain.length > 253) return { problem: 'not-an-address' }
  return { address: `${local}@${domain}`, local, domain, key: keyOf(local, domain) }
}
