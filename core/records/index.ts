export { cardsBy } from './contingency/cards_by.ts'
export type {
  ContingencyCard,
  ContingencyEntry,
  ContingencyFact,
  ContingencySection,
} from './contingency/types.ts'
export type {
  BulkAction,
  EnumOption,
  FieldType,
  LookupRow,
  LookupType,
  ProposedChange,
  OperationEffects,
  Overview,
  PageContext,
  Panel,
  RecordField,
  RecordOperation,
  RecordTab,
  RecordType,
  RecordScope,
  RelatedList,
  TimelineEntry,
  TimelineSource,
  Tone,
} from './types.ts'
export { peopleType } from './people_type.ts'
export { adoptAction, transitionAction } from './workflow/actions.ts'
export type { WorkflowContent, WorkflowEffect } from './workflow/types.ts'
export type {
  AttachmentKind,
  AttachmentsDeclaration,
  NotesDeclaration,
} from './attachments/types.ts'
export {
  type AttachmentSummary,
  type Picture,
  attachmentSummary,
  newestNotes,
  picturesOf,
} from './attachments/summary.ts'
export { type FieldChange, trailChanges } from './view/history_view.ts'
export { timelineOf } from './view/timeline.ts'
export { latelyDone } from './view/lately.ts'
export type { ViewContext } from './view/list_view.ts'
export { EXPORT_INLINE } from './parameters.ts'
export { csvHead, csvLine } from './export/csv_line.ts'
export { personalPermission, recordPath, seesPersonal } from './access.ts'
export type { Endpoint } from './endpoint.ts'
export { ownRow } from './query/list_rows.ts'
export {
  PERSON_ANONYMISED,
  PERSON_HOLD,
  type PersonAnonymised,
  type PersonHold,
  type PersonLink,
} from './personal/types.ts'
export { indexSearch, indexSearchAll, searchEverything } from './search.ts'
export { parseFile } from './import/parse_file.ts'
export { shownField, shownReference } from './fields/shown_field.ts'
export { type ShowContext, type Shown, showValue } from './fields/show_value.ts'
export { type Registered, registeredCodes } from './lookups/registered_codes.ts'
export { registerRecordRoutes } from './routes.ts'
export { createAction, updateAction } from './write/actions.ts'
export { deleteAction } from './write/delete_action.ts'
export { lookupTableSql } from './lookups/table_sql.ts'
export { syncLookups } from './lookups/sync_lookups.ts'
export { lookupRows, systemRows } from './lookups/rows.ts'
export { isDated, isNumber, isRange } from './fields/families.ts'
export { problemOf } from './fields/check_value.ts'
export { readTyped } from './fields/read_typed.ts'
export { type Labels, findLabels } from './query/labels.ts'
export { fewOptions } from './view/options.ts'
export { type OfferedAction, offeredActions } from './view/offered_actions.ts'
export { pageParts } from './view/page_parts.ts'
export { attachAction } from './attachments/attachment_actions.ts'
export { movesOf, startColumns } from './workflow/flow.ts'
export {
  type CellContext,
  type SheetValue,
  csvCell,
  numberFormat,
  sheetValue,
} from './export/cells.ts'
export { type SectionView, formView } from './view/form_view.ts'
export { type Problems, problemsOf, readForm } from './write/form.ts'
export { type CustomFacts, customFacts } from './custom/facts.ts'
export { effectiveType, effectiveWithin } from './custom/effective_type.ts'
export { columnSql } from './query/columns.ts'
export { isOutside } from './query/in_scope.ts'
export { andInside, andSubjectInside, pointsInside, scopeCondition } from './query/scope.ts'
export { PRESETS, type Preset, presetSpanOn, presetsOf } from './query/presets.ts'
