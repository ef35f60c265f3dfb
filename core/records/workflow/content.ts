import { CONTENT_SCHEMA as FIELDS_SCHEMA } from '../custom/content.ts'

const TEXT = { type: 'string', minLength: 1, maxLength: 120 }
const KEY = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' }
const FLAG = { type: 'boolean' }
const NAMES = {
  type: 'array',
  maxItems: 60,
  uniqueItems: true,
  items: { type: 'string', minLength: 1, maxLength: 254 },
}
const KEYS = { type: 'array', items: KEY, maxItems: 60, uniqueItems: true }

export const WORKFLOW_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['states', 'transitions'],
  properties: {
    states: {
      type: 'array',
      keyedBy: 'key',
      minItems: 1,
      maxItems: 60,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['key', 'title', 'tone'],
        properties: {
          key: KEY,
          title: TEXT,
          tone: { enum: ['neutral', 'good', 'attention', 'bad', 'info'] },
          isInitial: FLAG,
          isFinal: FLAG,
        },
      },
    },
    fields: { ...FIELDS_SCHEMA.properties.fields, whole: true },
    transitions: {
      type: 'array',
      keyedBy: 'key',
      maxItems: 200,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['key', 'title', 'from', 'to', 'permission', 'reason'],
        properties: {
          key: KEY,
          title: TEXT,
          from: KEYS,
          to: KEY,
          permission: { type: 'string', minLength: 1, maxLength: 80 },
          reason: { enum: ['none', 'optional', 'required'] },
          when: { whole: true },
          effects: KEYS,
          tells: {
            type: 'object',
            additionalProperties: false,
            properties: { profiles: NAMES, people: NAMES },
          },
        },
      },
    },
  },
}
