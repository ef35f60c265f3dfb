/**
 * What the file formats of this plugin refuse to write or to be described as: `code`, an English message for logs,
 * `people` (Portuguese) for people. Reading never throws: it answers with issues.
 */
export class FormatError extends Error {
  override readonly name = 'FormatError'
  readonly code: FormatErrorCode
  readonly status = 422
  readonly people: string

  constructor(code: FormatErrorCode, texts: { message: string; pt: string }) {
    super(texts.message)
    this.code = code
    this.people = texts.pt
  }
}

export type FormatErrorCode =
  | 'E_PAYMENTS_RECORD_LAYOUT'
  | 'E_PAYMENTS_RECORD_VALUE'
  | 'E_PAYMENTS_BOLETO'
  | 'E_PAYMENTS_NUMBER_TEMPLATE'
