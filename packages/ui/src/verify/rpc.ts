import { createStored } from '../lib/stored.ts'

/** Where the ledger is asked unless the reader says otherwise: the server's own standard address. */
export const defaultRpcPath = '/rpc'

/** The address the reader chose; empty for the default. */
export const storedRpcUrl = createStored('rpc', (text) => text ?? '')

/** The journal's key as first seen in this browser, so that a later exchange is noticed. */
export const storedJournalKeys = createStored<Readonly<Record<string, string>>>(
  'journal-keys',
  (text) => {
    try {
      return text ? (JSON.parse(text) as Record<string, string>) : {}
    } catch {
      return {}
    }
  },
  JSON.stringify,
)

/**
 * One JSON-RPC 2.0 call.
 *
 * @throws Error when the address cannot be reached, does not speak JSON-RPC, or answers with an error.
 */
export const rpcCall = async <Result>(url: string, method: string, params: readonly unknown[]): Promise<Result> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(15_000),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  const answer = (await response.json()) as { result?: Result; error?: { message?: string } }
  if (answer.error) throw new Error(answer.error.message ?? 'The address answered with an error.')
  return answer.result as Result
}
