import { LEFTOVERS } from '#core/money/index'

const NAME = { type: ['string', 'null'], maxLength: 40 }
const COUNT = { type: 'integer', minimum: 1, maximum: 100_000 }
const CATEGORY = { type: 'string', pattern: '^[A-Z]{2,6}$' }
const DATE = { type: 'string', format: 'date' }

/** JSON Schema of a simulated case, in a file or a request. */
export const CASE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['m3'],
  properties: {
    m3: { type: 'string', pattern: '^\\d{1,9}(\\.\\d{1,3})?$' },
    category: CATEGORY,
    economies: COUNT,
    categories: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['category', 'economies'],
        properties: { category: CATEGORY, economies: COUNT },
      },
    },
    split: {
      type: 'object',
      additionalProperties: false,
      required: ['method', 'leftover', 'scale'],
      properties: {
        method: { enum: ['by_economies', 'equal'] },
        leftover: { enum: LEFTOVERS },
        scale: { type: 'integer', minimum: 0, maximum: 3 },
      },
    },
    water: { type: 'boolean' },
    sewage_class: NAME,
    connections: COUNT,
    taps: { ...COUNT, type: ['integer', 'null'] },
    profile: { type: 'string', minLength: 1, maxLength: 40 },
    metered: { type: 'boolean' },
    meter_size: NAME,
    collection_frequency: NAME,
    waste_profile: NAME,
    previous_read_on: DATE,
    read_on: DATE,
  },
} as const
