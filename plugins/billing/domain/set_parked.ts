import type { Parked, ParkedCode } from './compose_types.ts'
import type { PremiseMonth } from './premise_month.ts'

/** Carries the reason out of the calculation of one set; the set is parked whole. */
export class SetParked extends Error {
  readonly parked: Parked

  constructor(month: PremiseMonth, code: ParkedCode, message: string, options?: ErrorOptions) {
    super(code, options)
    this.parked = {
      premiseId: month.premiseId,
      code,
      message: `Matrícula ${month.registrationNumber}: ${message}`,
    }
  }
}
