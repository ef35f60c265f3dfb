import type { RecordField, RecordType } from '#core/records/index'
import { registries } from '#core/kernel/index'

export interface CampaignField {
  /** `customer.phone`, `premise.district`: the column of the answers file. */
  readonly key: string
  readonly label: string
  readonly field: RecordField
  readonly record: RecordType
}

/** What a visit may confirm. */
const OFFERED: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'customer',
    'registry.customers',
    [
      ...['name', 'taxpayer_id', 'birth_on', 'mother_name', 'identity_number', 'phone'],
      ...['home_phone', 'business_phone', 'email', 'profession'],
    ],
  ],
  ['premise', 'registry.premises', ['street', 'number', 'complement', 'district', 'zip_code']],
]

/** Fields that a campaign may ask: those that the record types declare and people may change. */
export function offeredFields(): CampaignField[] {
  return OFFERED.flatMap(([prefix, name, columns]) => {
    const record = registries().records.get(name)
    return columns.flatMap((column) => {
      const field = record.fields.find((one) => one.name === column && !one.isReadOnly)
      return field ? [{ key: `${prefix}.${column}`, label: field.label, field, record }] : []
    })
  })
}

export const fieldsNamed = (keys: readonly string[]): CampaignField[] =>
  offeredFields().filter(({ key }) => keys.includes(key))
