export type { EnumOption, FieldType, LookupType, RecordField, RecordType, RelatedList, Tone } from './types.ts'
