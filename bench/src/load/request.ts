/** One HTTP request. In path and body `{n}` stands for a number and `{key}` for a text that no other request has. */
export type RequestTemplate = {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** What a load generator is told. */
export type Load = {
  readonly host: string
  readonly port: number
  /** Requests under way at the same time, each on a connection of its own that is kept. */
  readonly connections: number
  /** How long to go on, in milliseconds; what is under way then is finished. */
  readonly milliseconds: number
  /** Requests a second over all connections; as fast as answers come unless given. */
  readonly rate?: number
  /** Taken in turn. */
  readonly templates: readonly RequestTemplate[]
  /** Keeps every answer. */
  readonly keepAnswers?: boolean
}

/** An answer, and when its last byte came: milliseconds since 1970, with fractions. */
export type KeptAnswer = { readonly at: number; readonly status: number; readonly body: string }

/** What came of it. */
export type LoadResult = {
  readonly seconds: number
  /** Number of answers by status. */
  readonly statuses: Readonly<Record<string, number>>
  /** Milliseconds from sending to the last byte, one for each answer. */
  readonly latencies: readonly number[]
  readonly answers: readonly KeptAnswer[]
  /** Connections that broke. */
  readonly broken: number
}

const fill = (text: string, n: number, run: string): string =>
  text.replaceAll('{n}', String(n)).replaceAll('{key}', `${run}-${n}`)

/** The bytes of a request (HTTP/1.1, RFC 9112). */
export const requestBytes = (template: RequestTemplate, host: string, n: number, run: string): Buffer => {
  const body = template.body === undefined ? undefined : Buffer.from(fill(template.body, n, run))
  const head = [
    `${template.method} ${fill(template.path, n, run)} HTTP/1.1`,
    `host: ${host}`,
    'connection: keep-alive',
    ...Object.entries(template.headers).map(([name, value]) => `${name}: ${fill(value, n, run)}`),
    ...(body === undefined ? [] : [`content-length: ${body.length}`]),
  ].join('\r\n')
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), ...(body === undefined ? [] : [body])])
}
