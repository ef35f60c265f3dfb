import type { Panel } from '#core/records/index'
import { customerDebtsPanel } from './customer_debts.ts'
import { customerPaymentsPanel } from './customer_payments.ts'
import { premiseChangesPanel } from './premise_changes.ts'
import { debtsPanel } from './premise_debts.ts'

export default [
  debtsPanel,
  premiseChangesPanel,
  customerDebtsPanel,
  customerPaymentsPanel,
] as readonly Panel[]
