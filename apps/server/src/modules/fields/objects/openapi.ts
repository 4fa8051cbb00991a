import type { Tx } from '../../../platform/db/index.ts'
import { livingFields, visibleTo } from '../definitions/definition.ts'
import { describeFields } from '../describe.ts'
import type { Viewer } from '../needs.ts'
import { visibleObjects, type StoredObject } from './object.ts'

type Schema = Readonly<Record<string, unknown>>

const uuid = { type: 'string', format: 'uuid' }
const instant = { type: 'string', format: 'date-time' }
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const problem = { description: 'Why not, as RFC 9457 problem details' }

/** `tea_tasting` as programs call a type: `TeaTasting`. */
const typeName = (key: string): string =>
  key
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

const id = { name: 'id', in: 'path', required: true, schema: uuid }
const text = (name: string) => ({ name, in: 'query', schema: { type: 'string' } })

const pathsOf = ({ key, name, plural }: StoredObject): Schema => {
  const type = typeName(key)
  const base = `/api/objects/${key}/records`
  const tags = [plural.en]
  const answered = (description: string, schema: Schema, status = '200') => ({
    responses: { [status]: { description, ...json(schema) }, default: problem },
  })
  const stored = { type: 'object', properties: { id: uuid, entryId: uuid } }
  return {
    [base]: {
      get: {
        operationId: `list${type}`,
        tags,
        summary: `${plural.en} (${plural.zh})`,
        parameters: ['search', 'filter', 'sort', 'custom', 'cursor', 'limit'].map(text),
        ...answered('A page', {
          type: 'object',
          properties: {
            items: { type: 'array', items: ref(`${type}Row`) },
            nextCursor: { type: ['string', 'null'] },
          },
        }),
      },
      post: {
        operationId: `create${type}`,
        tags,
        summary: `Add: ${name.en} (${name.zh})`,
        requestBody: json({ type: 'object', required: ['values'], properties: { values: ref(type) } }),
        ...answered('Added', stored, '201'),
      },
    },
    [`${base}/{id}`]: {
      get: {
        operationId: `get${type}`,
        tags,
        summary: `One: ${name.en} (${name.zh})`,
        parameters: [id],
        ...answered('The record', ref(`${type}Record`)),
      },
    },
    [`${base}/{id}/values`]: {
      patch: {
        operationId: `change${type}`,
        tags,
        summary: 'Fill fields in, based on the version that was read; null empties a field',
        parameters: [id],
        requestBody: json({
          type: 'object',
          required: ['version', 'values'],
          properties: { version: { type: 'integer' }, values: ref(`${type}Change`) },
        }),
        ...answered('What it holds now', ref(`${type}Record`)),
      },
    },
    [`${base}/{id}/binned`]: {
      put: {
        operationId: `bin${type}`,
        tags,
        summary: 'Put into the bin, or take out again',
        parameters: [id],
        requestBody: json({ type: 'object', required: ['binned'], properties: { binned: { type: 'boolean' } } }),
        ...answered('Done', stored),
      },
    },
  }
}

/**
 * The objects of an organisation as an OpenAPI 3.1 document of their own, as somebody may see them: programs are made from it
 * as from the one that describes what every organisation has.
 */
export const describeObjects = async (tx: Tx, viewer: Viewer): Promise<Schema> => {
  const schemas: Record<string, unknown> = {}
  const paths: Record<string, unknown> = {}
  for (const object of await visibleObjects(tx, viewer)) {
    const type = typeName(object.key)
    const { $schema: _, ...values } = describeFields(visibleTo(await livingFields(tx, object.key), viewer))
    const record = {
      id: uuid,
      title: { type: 'string' },
      createdAt: instant,
      changedAt: instant,
      binnedAt: { type: ['string', 'null'], format: 'date-time' },
    }
    schemas[type] = { title: object.name.en, 'x-title-zh': object.name.zh, ...values }
    // What is changed is named, and nothing else.
    schemas[`${type}Change`] = { ...values, required: [] }
    schemas[`${type}Row`] = {
      type: 'object',
      properties: { ...record, customVersion: { type: 'integer' }, custom: ref(`${type}Change`) },
    }
    schemas[`${type}Record`] = {
      type: 'object',
      properties: { ...record, version: { type: 'integer' }, values: ref(`${type}Change`) },
    }
    Object.assign(paths, pathsOf(object))
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Own objects', version: '1' },
    paths,
    components: { schemas },
  }
}
