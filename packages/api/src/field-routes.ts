import { fieldRoutes, objectFieldRoutes, type FieldRoutes } from './custom-fields.ts'
import { isBuiltInObject, type FieldObject } from './field-words.ts'

/** The routes for fields and values of an object. */
export const fieldRoutesOf = (object: FieldObject): FieldRoutes =>
  isBuiltInObject(object) ? fieldRoutes : objectFieldRoutes
