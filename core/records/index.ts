export type {
  EnumOption,
  FieldType,
  LookupType,
  ProposedChange,
  Overview,
  PageContext,
  Panel,
  RecordField,
  RecordTab,
  RecordType,
  RelatedList,
  Tone,
} from './types.ts'
export { indexSearch, indexSearchAll, searchEverything } from './search.ts'
export { registerRecordRoutes } from './routes.ts'
export { createAction, updateAction } from './write/actions.ts'
