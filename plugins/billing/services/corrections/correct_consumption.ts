import type { ActionContext } from '#core/actions/index'
import { correctInvoice } from './correct_invoice.ts'
import type { CorrectionProcess } from './open_correction.ts'
import type { Corrected } from './replace_invoices.ts'
import { tellCorrected } from './tell_corrected.ts'
import { wantedConsumption } from './wanted_readings.ts'

export interface ConsumptionCorrection {
  readonly invoiceId: bigint
  /** Code of `billing.correction_reasons`. */
  readonly reasonCode: string
  /** m³ to bill, a decimal as text. */
  readonly billedM3: string
  readonly process?: CorrectionProcess
}

/** Another volume to bill, whatever was measured, with its events told. Errors: those of `correctInvoice`. */
export async function correctConsumption(
  context: ActionContext,
  { billedM3, ...asked }: ConsumptionCorrection
): Promise<Corrected> {
  const corrected = await correctInvoice(context, {
    ...{ ...asked, kind: 'consumption' },
    want: (within, present) => wantedConsumption(within, present, billedM3),
  })
  tellCorrected(context, corrected)
  return corrected
}
