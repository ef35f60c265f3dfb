/** A table that cannot answer for these facts: never a wrong amount in silence. `people` is shown to people. */
export class PricingError extends Error {
  override readonly name = 'PricingError'
  readonly status = 422
  readonly code: PricingCode
  readonly people: string

  constructor(code: PricingCode, message: string, people: string) {
    super(message)
    this.code = code
    this.people = people
  }
}

export type PricingCode =
  | 'E_TARIFFS_NO_CHARGE'
  | 'E_TARIFFS_NO_BRACKET'
  | 'E_TARIFFS_NO_AMOUNT'
  | 'E_TARIFFS_SHARED'
  | 'E_TARIFFS_FACT_MISSING'
  | 'E_TARIFFS_UNIT_VALUE'
  | 'E_TARIFFS_CIRCLE'
