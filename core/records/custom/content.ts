import type { EnumOption, FieldType, RecordField } from '../types.ts'
import type { Expression } from '#core/rules/index'

/** Types that a field added by administrators may have. */
export const CUSTOM_TYPES = [
  ...(['text', 'longtext', 'integer', 'decimal', 'money', 'date', 'refmonth'] as const),
  ...(['boolean', 'enum', 'email', 'phone', 'taxpayer'] as const),
] as const satisfies readonly FieldType[]

export interface CustomField {
  readonly key: string
  readonly label: string
  readonly type: (typeof CUSTOM_TYPES)[number]
  readonly help?: string
  readonly unit?: string
  readonly section?: string
  readonly isRequired?: boolean
  readonly isPersonal?: boolean
  readonly maxLength?: number
  /** Least and greatest of a number, as a decimal in text; of money, in reais. */
  readonly minimum?: string
  readonly maximum?: string
  /** Taken away: no screen shows it any more, and what records hold in it stays. */
  readonly isInactive?: boolean
  readonly options?: readonly EnumOption[]
  /** Whether the list shows it as a column from the start. */
  readonly isInList?: boolean
  readonly isFilter?: boolean
  readonly isSearched?: boolean
  readonly visibleWhen?: Expression
  readonly requiredWhen?: Expression
}

/** What a version of kind `custom-fields` holds; its key is the name of the record type. */
export interface CustomContent {
  readonly fields: readonly CustomField[]
}

const TEXT = { type: 'string', minLength: 1, maxLength: 200 }
const FLAG = { type: 'boolean' }

export const CONTENT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['fields'],
  properties: {
    fields: {
      type: 'array',
      keyedBy: 'key',
      maxItems: 60,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['key', 'label', 'type'],
        properties: {
          key: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' },
          label: TEXT,
          type: { enum: CUSTOM_TYPES },
          help: TEXT,
          unit: { type: 'string', minLength: 1, maxLength: 20 },
          section: TEXT,
          isRequired: FLAG,
          isPersonal: FLAG,
          maxLength: { type: 'integer', minimum: 1, maximum: 20_000 },
          minimum: { type: 'string', format: 'decimal' },
          maximum: { type: 'string', format: 'decimal' },
          isInactive: FLAG,
          options: {
            type: 'array',
            keyedBy: 'value',
            minItems: 1,
            maxItems: 200,
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['value', 'label'],
              properties: {
                value: { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,40}$' },
                label: TEXT,
                tone: { enum: ['neutral', 'good', 'attention', 'bad', 'info'] },
              },
            },
          },
          isInList: FLAG,
          isFilter: FLAG,
          isSearched: FLAG,
          visibleWhen: {},
          requiredWhen: {},
        },
      },
    },
  },
}

export const DEFAULT_SECTION = 'Outras informações'

/** Name of an added field among those of its record type. */
export const customName = (key: string) => `custom_${key}`

/** The fields that people see: those that nobody took away. */
export const activeFields = ({ fields }: CustomContent): readonly CustomField[] =>
  fields.filter(({ isInactive }) => !isInactive)

/** An added field as the screens take it: like any other, but kept inside the column `custom`. */
export function asRecordField(field: CustomField): RecordField {
  const { key, label, type, help, unit, options, maxLength, minimum, maximum } = field
  const { isRequired, isPersonal, visibleWhen, requiredWhen } = field
  return {
    ...{ label, type, help, unit, options, maxLength, minimum, maximum },
    ...{ isRequired, isPersonal, visibleWhen, requiredWhen },
    name: customName(key),
    section: field.section ?? DEFAULT_SECTION,
    customKey: key,
    isSummed: false,
  }
}
