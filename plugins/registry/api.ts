export { PREMISE_STATUSES, SITUATIONS } from './records/options.ts'
export type {
  BornReference,
  CustomerReference,
  CustomersMerging,
  CustomersSeparating,
  MergeEffect,
} from './domain/merging.ts'
export {
  type CheckDigitMethod,
  type RegistrationRule,
  DEFAULT_REGISTRATION_RULE,
  formatRegistration,
  isRegistration,
  parseRegistration,
  registrationCheckDigit,
} from './domain/registration_number.ts'
export {
  type Category,
  type ConnectionSituation,
  type PremiseEconomies,
  type PremiseFacts,
  type PremiseKind,
  type SewageClass,
  CATEGORIES,
} from './domain/premise_facts.ts'
export { type BillingGroup, billingGroups } from './services/billing_groups.ts'
export { type ConnectingPremise, connectPremise } from './services/connect_premise.ts'
export { heldSince } from './services/held_since.ts'
export { connectedSince } from './services/connected_since.ts'
export { type RecentSituations, recentSituations } from './services/recent_situations.ts'
export { type FactsOfGroup, premiseFacts, premiseFactsByIds } from './services/premise_facts.ts'
export type { GroupChanging } from './services/check_group.ts'
export type { HolderChanging, HolderEffect } from './services/change_holder.ts'
export type { PremiseDebts } from './services/paying_body_page.ts'
export { type SocialNotice, benefitsToTell } from './services/social/benefits_to_tell.ts'
export type { SocialConsumption } from './services/social_benefits.ts'
export { type WaterChange, setWaterSituation } from './services/set_water_situation.ts'
export { waterSince } from './services/water_since.ts'
export { sameCustomerIds } from './services/same_customer.ts'
export {
  type CustomerContact,
  type PremiseIdentity,
  customerContact,
  premiseIdentity,
} from './services/premise_identity.ts'
export { type ReachableContact, reachableContacts } from './services/reachable_contacts.ts'
export { placesSql, policyPlaces } from './services/policy_places.ts'
export { setPremiseMeter } from './services/premise_meter.ts'
export { type PrintedSketch, printedSketch } from './services/printed_sketch.ts'
export { registrationRule } from './services/registration_rule.ts'
export { nextRegistration, takeRegistrations } from './services/registrations.ts'
export { type HolderChange, setHolder } from './services/set_holder.ts'
export type { UtilityIdentity } from './domain/utility_identity.ts'
export type {
  TakeOverContext,
  TakeOverEntities,
  TakeOverEntity,
  TakeOverLoading,
  TakeOverResult,
  TakeOverRow,
  TakeOverSigning,
} from './take_over/types.ts'
export {
  centsOf,
  centsOrZero,
  codeOf,
  dayOf,
  orNull,
  readRows,
  refuse,
  requiredDay,
} from './take_over/read.ts'
export { writeRead } from './take_over/write.ts'
export {
  categoryColumn,
  categoryFilter,
  districtFilter,
  groupFilter,
  holderColumn,
  premiseColumn,
} from './reports/filters.ts'
