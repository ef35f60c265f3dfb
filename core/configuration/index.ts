export type {
  ConfigurationKind,
  ContentPlace,
  Difference,
  ExampleOutcome,
  LocalPlace,
  Owner,
  Pack,
  PackRequest,
  PackSegment,
  Parameter,
  ProductDefault,
  StudioEditor,
  StudioItem,
  VersionRef,
  VersionStatus,
} from './types.ts'
export { type Checks, checkContent, runChecks } from './check_content.ts'
export { checkSchema } from './schema_check.ts'
export { type ListShape, compareJson, compareLists, isSameJson, valueText } from './compare.ts'
export { namedDecision, productNames } from './coded_facts.ts'
export { cacheGeneration } from './epoch.ts'
export { conditionText, expressionText } from './expression_text.ts'
export { ContentRefused, errors as configurationErrors } from './errors.ts'
export {
  type InForce,
  approvedContents,
  inForce,
  inForceWithin,
  parameterInForce,
  parameterWithin,
} from './in_force.ts'
export { isPlaceInUse, nearestInForce, nearestKey } from './local_items.ts'
export { baseKey, localKeys, placeIn } from './local_keys.ts'
export type { Reader } from './query.ts'
export type { ClosedPeriod, PeriodClosing, ResultColumn, ResultSource } from './usage/types.ts'
export { PRODUCT_START } from './timeline.ts'
export { type DecideInput, approveVersion } from './services/approve_version.ts'
export { rejectVersion, withdrawVersion } from './services/close_version.ts'
export { ratifyVersion, refuseEmergency, withdrawApproved } from './services/decide_later.ts'
export { type EmergencyInput, putInForce } from './services/put_in_force.ts'
export { type Overdue, overdueEmergencies } from './emergencies.ts'
export { loadPack } from './services/load_pack.ts'
export { type Draft, readDraft, withDraft } from './simulation/draft.ts'
export type {
  ExplainedLine,
  GroupOfResults,
  ItemName,
  MonthOfResults,
  Population,
  PopulationChunk,
  PopulationScope,
  ReplayedResult,
  ResultPart,
  Sides,
  SimulatedResult,
  StoredFacts,
} from './simulation/types.ts'
export { resolvePack } from './services/resolve_pack.ts'
export { type DraftInput, changeDraft, saveDraft } from './services/save_draft.ts'
export { type SubmitInput, submitVersion } from './services/submit_version.ts'
export { type SyncReport, syncProductDefaults } from './services/sync_product_defaults.ts'
export { verifyVersions } from './services/verify_versions.ts'
export { type KeptReport, verifyKept } from './simulation/verify_kept.ts'
export { parseContent, readVersion, versionsOf } from './versions.ts'
export { inWords } from './view/content_tree.ts'
export { momentIn, periodText, versionLabel, versionToday } from './view/state_text.ts'
