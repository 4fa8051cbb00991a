import type { SignedIn, TestServer } from '../../testing/index.ts'

/** What was answered: status, body, and the cookies that were set. */
export type Answered<Body = Record<string, unknown>> = {
  readonly status: number
  readonly body: Body
  readonly headers: Record<string, string>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Asks the server as a browser with these cookies does. */
export const asker =
  ({ app }: Pick<TestServer, 'app'>) =>
  async <Body = Record<string, never>>(
    who: Pick<SignedIn, 'headers'> | undefined,
    method: Method,
    url: string,
    payload?: object,
  ): Promise<Answered<Body>> => {
    const response = await app.inject({
      method,
      url,
      headers: { ...who?.headers },
      ...(payload !== undefined && { payload }),
    })
    const cookie = [response.headers['set-cookie'] ?? []]
      .flat()
      .map((each) => each.split(';')[0])
      .join('; ')
    return { status: response.statusCode, body: response.json(), headers: { cookie } }
  }

/** Kinds of the newest entries in the journal of an organisation, the newest first. */
export const recordedKinds = async ({ db }: TestServer, organisationId: string, count: number): Promise<string[]> => {
  const rows = await db.inOrganisation(organisationId, async (tx) =>
    tx.rows<{ kind: string }>({
      text: 'select kind from journal_entry where organisation_id = $1 and subject = $1 order by id desc limit $2',
      values: [organisationId, count],
    }),
  )
  return rows.map(({ kind }) => kind)
}

/** The link of the newest mail to an address. */
export const linkInMail = async ({ db, platform }: TestServer, organisationId: string, to: string): Promise<string> => {
  const mails = await db.inOrganisation(organisationId, async (tx) => platform.mail.newest(tx, 50))
  const text = mails.find((mail) => mail.to === to)?.text ?? ''
  return /https?:\S+/.exec(text)?.[0] ?? ''
}
