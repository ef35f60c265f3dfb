import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import type { KeptCorrection } from '#plugins/readings/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { CorrectionKind } from '../../domain/correction_kinds.ts'
import type { PremiseChange } from './corrected_set.ts'
import type { CorrectionCase, OpenCorrection } from './open_correction.ts'
import type { SetSource } from '../replay/recompute_invoice.ts'

/** What one kind of correction wants, once the invoice is locked and its present state composed. */
export interface Wanted {
  /** On top of what earlier corrections changed of the premise. */
  readonly change: PremiseChange
  readonly dueOn?: CivilDate
  /** Waiting charges that this invoice leaves for the next one, and those that it asks for. */
  readonly postponed?: readonly bigint[]
  readonly added?: readonly bigint[]
  /** What the months to come start from. */
  readonly kept?: Omit<KeptCorrection, 'loadItemId'>
  /** Whole sentences for who confirms. */
  readonly notes?: readonly string[]
}

/** The invoice as it stands, for the kind to look at. */
export interface Present extends OpenCorrection {
  readonly composed: ComposedInvoice
  /** Of the premise, by earlier corrections. */
  readonly changed: PremiseChange
  readonly source: SetSource
  readonly compose: (change: PremiseChange) => ComposedInvoice
}

export interface CorrectionRequest extends CorrectionCase {
  readonly kind: Exclude<CorrectionKind, 'cancel'>
  want(context: ActionContext, present: Present): Promise<Wanted> | Wanted
}
