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
export type { CollectionProfile } from './domain/collection_profile.ts'
export type {
  DocumentKind,
  IssueBatch,
  IssuedDocument,
  NewDocument,
  NewItem,
} from './domain/issue_batch.ts'
export type { LiveFacts, UsableCredit, WaitingCharge } from './domain/live_facts.ts'
