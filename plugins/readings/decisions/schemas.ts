import type { JsonSchema } from '#core/rules/index'

export const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
export const m3 = (title: string): JsonSchema => ({
  type: ['string', 'null'],
  format: 'decimal',
  title,
  unit: 'm3',
})
export const flag = (title: string): JsonSchema => ({ type: 'boolean', title })
export const count = (title: string, unit?: string): JsonSchema => ({
  type: 'integer',
  title,
  minimum: 0,
  ...(unit ? { unit } : {}),
})
export const optionalText = (title: string, maxLength: number): JsonSchema => ({
  type: ['string', 'null'],
  title,
  maxLength,
})
/** A code, with where its names are. */
export const coded = (title: string, maxLength: number, namedBy: string): JsonSchema => ({
  ...optionalText(title, maxLength),
  namedBy,
})
export const anomalyCode = coded('Anormalidade', 8, 'parameter/readings.anomalies')
export const mainCategory = coded('Categoria principal', 6, 'registry.categories')

/** The record that readings are judged for, and the fact under which rules read its added fields as they were at the load. */
export const SUBJECT = {
  record: 'registry.premises',
  fact: 'premise',
  title: 'Imóvel (campos adicionados)',
} as const
