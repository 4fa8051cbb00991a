import type { Readable } from 'node:stream'
import { internalKinds, privatePrivacyKinds, type CustomerLook } from '@candor/api'
import { csvLine, csvMark, zipOf, type ZippedFile } from '@candor/tabular'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import type { Asked, HistoryEntry, Page, SubjectRequestsNeeds } from '../needs.ts'
import { pageOfPackage, type PackageData } from './page.ts'
import { packageWords, subjectOfKind } from './words.ts'

const pageLength = 200

const allOf = async <Item>(load: (page: Asked) => Promise<Page<Item>>): Promise<Item[]> => {
  const all: Item[] = []
  let cursor: string | undefined
  do {
    const page = await load({ cursor, limit: pageLength })
    all.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return all
}

/**
 * Reads what a person is given of their data. Portability leaves out how staff organise their own work with them, since
 * that did not come from the person.
 */
export const readPackage = async (
  tx: Tx,
  { customers, data }: SubjectRequestsNeeds,
  customerId: string,
  kind: 'access' | 'portability',
  now: number,
): Promise<PackageData> => {
  const person = await customers.person(tx, customerId)
  // That and why erasure is on hold is for staff alone: saying so could defeat what it is for.
  const without = kind === 'access' ? privatePrivacyKinds : internalKinds
  const history = await allOf(async (page) => data.history(tx, customerId, { ...page, without }))
  return {
    person,
    ownFields: await data.ownFields(tx, customerId),
    ownRecords: await data.ownRecords(tx, customerId),
    history,
    events: await allOf(async (page) => data.events(tx, customerId, page)),
    // Portability is about what came from the person.
    looks: kind === 'access' ? await allOf(async (page) => data.looks(tx, customerId, page)) : [],
    files: await allOf(async (page) => data.files(tx, customerId, page)),
    language: person.profile.language === 'zh' ? 'zh' : 'en',
    madeAt: new Date(now).toISOString(),
  }
}

const tableOf = (entries: readonly HistoryEntry[]): string => {
  const objects = entries.map(({ body }) =>
    typeof body === 'object' && !Array.isArray(body) ? (body ?? {}) : { body },
  )
  const names = [...new Set(objects.flatMap((body) => Object.keys(body)))]
  const cell = (value: unknown): string => {
    if (value === undefined || value === null) return ''
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  const lines = entries.map(({ id, kind, recordedAt, occurredAt }, at) =>
    csvLine([
      id,
      kind,
      occurredAt ?? recordedAt,
      recordedAt,
      ...names.map((name) => cell((objects[at] as Record<string, unknown>)[name])),
    ]),
  )
  return `${csvMark}${csvLine(['entry', 'kind', 'happened_at', 'recorded_at', ...names])}${lines.join('')}`
}

const tableOfLooks = (looks: readonly CustomerLook[]): string => {
  const titles = ['entry', 'at', 'way', 'who', 'role', 'data', 'purpose', 'people']
  const lines = looks.map(({ id, at, way, actor, actorName, role, categories, purpose, people }) =>
    csvLine([id, at, way, actorName ?? actor, role?.name ?? '', categories.join(', '), purpose, String(people)]),
  )
  return `${csvMark}${csvLine(titles)}${lines.join('')}`
}

/** Names that no file system takes for a folder, none twice. */
const fileName = (name: string, at: number): string => `files/${at + 1} ${name.replaceAll(/[/\\:*?"<>|]/g, '_')}`

/** An entry that no checkpoint covers yet has its receipt a second later: the archive says so in its place. */
const receiptText = async (tx: Tx, { data }: SubjectRequestsNeeds, id: string): Promise<string> => {
  try {
    return await data.receipt(tx, id)
  } catch (error) {
    if (error instanceof CandorError && error.code === 'JOURNAL_NOT_SEALED_YET') return 'not sealed yet\n'
    throw error
  }
}

/** The archive: readable page, JSON, CSV by subject, vCard, files, and the receipt of every entry that the person sees. */
export const packageZip = (
  db: Database,
  organisationId: string,
  needs: SubjectRequestsNeeds,
  read: PackageData,
): Readable => {
  const inOrganisation = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> => db.inOrganisation(organisationId, run)
  const text = (name: string, content: () => string): ZippedFile => ({ name, content: async () => content() })
  const { person, ownFields, ownRecords, history, events, looks, files, language, madeAt } = read
  const tables = Map.groupBy(history, ({ kind }) => subjectOfKind(kind))
  return zipOf([
    text('README.txt', () => packageWords[language].readme),
    text('index.html', () => pageOfPackage(read)),
    text('data.json', () =>
      JSON.stringify(
        { format: 'candor-subject-data-1', madeAt, ...person, ownFields, ownRecords, history, events, looks, files },
        null,
        2,
      ),
    ),
    text('contact.vcf', () => needs.data.card(person)),
    ...[...tables].map(([subject, entries]) => text(`tables/${subject}.csv`, () => tableOf(entries))),
    ...(looks.length === 0 ? [] : [text('tables/who-looked.csv', () => tableOfLooks(looks))]),
    ...files.map(({ id, name }, at): ZippedFile => ({
      name: fileName(name, at),
      content: async () => inOrganisation(async (tx) => needs.data.fileContent(tx, id)),
    })),
    ...[...history, ...looks]
      .filter(({ kind }) => !internalKinds.includes(kind))
      .map(({ id }): ZippedFile => ({
        name: `receipts/${id}.tlog-proof`,
        content: async () => inOrganisation(async (tx) => receiptText(tx, needs, id)),
      })),
  ])
}
