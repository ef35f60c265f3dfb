export type {
  EnumOption,
  FieldType,
  LookupType,
  ProposedChange,
  RecordField,
  RecordType,
  RelatedList,
  Tone,
} from './types.ts'
export { indexSearch, indexSearchAll, searchEverything } from './search.ts'
export { registerRecordRoutes } from './routes.ts'
export { createAction, updateAction } from './write/actions.ts'
