export type {
  Beneficiary,
  BeneficiaryKind,
  ChargeType,
  ItemComponent,
} from './domain/beneficiary.ts'
export type {
  Advice,
  AdviceChannel,
  AdviceOutcome,
  NewCredit,
  NewPendingCharge,
  ReceiptClass,
  SettledBatch,
  SettledItem,
  SettledReceipt,
} from './domain/advice.ts'
export { OFFSET_AGENT } from './domain/advice.ts'
export type { CollectionProfile } from './domain/collection_profile.ts'
export { DEFAULT_FREE_FIELD_LAYOUT } from './domain/free_field_layout.ts'
export type {
  DocumentKind,
  IssueBatch,
  IssuedDocument,
  NewDocument,
  NewItem,
} from './domain/issue_batch.ts'
export type { CreditCause, LiveFacts, UsableCredit, WaitingCharge } from './domain/live_facts.ts'
export type { CreditedCharge, UndoneReceipt, UnsettledBatch } from './domain/unsettled.ts'
export type { WrittenOffBatch, WrittenOffItem } from './domain/written_off.ts'
export type { ReassignedBatch } from './domain/reallocations.ts'
export type { DebtOrigin, MarkKind, MarkSource, MarkedBatch } from './domain/marks.ts'
export { type EnteredMoney, type EnteredReceipt, enterReceipt } from './services/enter_receipt.ts'
export { closedCents } from './services/undo_receipts.ts'
export {
  CHANNELS,
  COMPONENTS,
  CHARGE_TYPES,
  DOCUMENT_KINDS,
  RECEIPT_CLASSES,
  RECEIPT_STATES,
  indexName,
  COPY_CHANNELS,
  COPY_REASONS,
} from './records/options.ts'
export { beneficiaries, chargeTypeNamed, chargeTypes } from './services/charge_types.ts'
export type { ArrangedBatch, ArrangedItem, InstalmentsMoved, LateCents } from './domain/arranged.ts'
export {
  arrangementSources,
  arrangementsOf,
  waitingInstalments,
} from './services/arrangements/waiting_instalments.ts'
export {
  type Arranging,
  arrangeDebts,
  billedItems,
  succeedArrangement,
} from './services/arrangements/arrange_debts.ts'
export {
  type NewPlanCharge,
  addPlanCharges,
  movePlanCharges,
} from './services/arrangements/plan_charges.ts'
export {
  type ArrangementPart,
  type ArrangementProgress,
  arrangementProgress,
} from './services/arrangements/progress.ts'
export {
  giveUpInterest,
  interestAfter,
  takeInterestBack,
} from './services/arrangements/future_interest.ts'
export {
  honourArrangement,
  reopenArrangement,
  restoreDebts,
} from './services/arrangements/undo_arrangement.ts'
export { lineBlocks } from './domain/febraban_barcode.ts'
export { documentIdOf, documentNumber } from './domain/document_number.ts'
export { payableOf } from './domain/payable.ts'
export {
  type DocumentCodes,
  type DocumentsByCode,
  type FoundDocument,
  findDocuments,
} from './services/find_documents.ts'
export { restoreItems, writeOffItems } from './services/debts/write_off.ts'
export { type DebtCharges, chargesOn } from './services/debts/charges_on.ts'
export {
  type StandingMark,
  liftMarks,
  liftMarksOfSources,
  marksOf,
  setMarks,
  setMarksBySource,
} from './services/debts/marks.ts'
export { type OpenDebt, debtKey, debtSubjects, openDebts } from './services/debts/open_debts.ts'
export { type OverdueDebts, overdueOn } from './services/debts_on.ts'
export {
  type OriginItem,
  type OriginReceipt,
  type PrintedDocument,
  documentsByIds,
  lifeOfOrigin,
} from './services/documents_by_ids.ts'
export { type IdentifiedCode, identifyCode } from './services/identify_code.ts'
export type { CreditRefunded } from './domain/credit_refunded.ts'
export { type PaidRefund, payRefund } from './services/pay_refund.ts'
export type { ForwardedBatch } from './domain/forwarded.ts'
export { type ForwardedReceipt, forwardedSums, takeForwarded } from './services/forward_receipts.ts'
export { identifyReceipt } from './services/identify_receipt.ts'
export {
  type IssuedItem,
  type IssuedOrigin,
  type IssuedTotals,
  issuedItems,
  issuedItemsOf,
  issuedTotals,
  issuedTotalsByOrigin,
} from './services/issued_items.ts'
export { type GrantedCredit, grantCredits } from './services/grant_credits.ts'
export { type ChargeCode, showChargeCodes } from './services/charge_codes.ts'
export { closeDocument } from './services/close_document.ts'
export { type IssuedExtract, issueExtract } from './services/issue_extract.ts'
export { issueItemsAndDocuments } from './services/issue_documents.ts'
export { type SecondCopyInput, issueSecondCopy } from './services/issue_second_copy.ts'
export {
  type CreditUse,
  type LiveConsumption,
  type LiveFactsQuery,
  type NewCarriedCharge,
  type PremiseHolder,
  consumeLive,
  liveFacts,
} from './services/live_facts.ts'
export { type Origins, lockOrigins } from './services/lock_origins.ts'
export {
  type PaidPart,
  type Withdrawn,
  linkSuccessors,
  withdrawOrigins,
} from './services/withdraw_origins.ts'
export {
  type NewServiceCharge,
  type ServiceCharge,
  type ServiceSource,
  addServiceCharges,
  addSourcedCharges,
  cancelServiceCharges,
  parcelPlaces,
  serviceChargesOf,
} from './services/waiting_services.ts'
export type { RecoveryAnswer, RecoveryBatch, RecoveryStep } from './domain/recovering.ts'
export type { TakenOver } from './domain/taken_over.ts'
export type { PassedOn } from './domain/passed_on.ts'
export { type ExplainedWaiting, explainWaiting } from './services/explain_waiting.ts'
export { receiveAdvices } from './services/receive_advices.ts'
export { type DefaultBeneficiaries, registerDefaults } from './services/register_defaults.ts'
export type { SettlementContext } from './services/settlement_context.ts'
export { receiptsByIds } from './services/tell_settled.ts'
export { LEGACY_ORIGIN } from './take_over/items.ts'
export { type Owner, ownersOf } from './take_over/owners.ts'
export {
  type ArrangedLegacyItem,
  type TakenOverArrangement,
  takeOverArrangements,
} from './take_over/arrangements.ts'
export { bankCalendar } from './services/settlement_terms.ts'
export { type LedgerTotals, ledgerTotals } from './services/ledger_totals.ts'
export { archivedDebts } from './services/archived_debts.ts'
