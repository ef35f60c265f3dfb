/**
 * What this plugin's formats refuse: a stable `code`, an English message for logs, `people` (Portuguese) for people and,
 * where there is one, the 1-based position of the wrong character in the text that was read. It has the shape of the
 * product's other coded errors without depending on the framework, so that these formats also run in the field app.
 */
export class FormatError extends Error {
  override readonly name = 'FormatError'
  readonly code: FormatErrorCode
  readonly status = 422
  readonly people: string
  readonly position: number | null

  constructor(
    code: FormatErrorCode,
    details: { message: string; pt: string; position?: number | null }
  ) {
    super(details.message)
    this.code = code
    this.people = details.pt
    this.position = details.position ?? null
  }
}

export type FormatErrorCode =
  | 'E_RECEIVABLES_DIGITS_EXPECTED'
  | 'E_RECEIVABLES_BARCODE_AMOUNT'
  | 'E_RECEIVABLES_BARCODE_COMPANY'
  | 'E_RECEIVABLES_BARCODE_FREE_FIELD'
  | 'E_RECEIVABLES_BARCODE_LENGTH'
  | 'E_RECEIVABLES_BARCODE_PRODUCT'
  | 'E_RECEIVABLES_BARCODE_SEGMENT'
  | 'E_RECEIVABLES_BARCODE_VALUE_ID'
  | 'E_RECEIVABLES_BARCODE_CHECK_DIGIT'
  | 'E_RECEIVABLES_LINE_CHECK_DIGIT'
  | 'E_RECEIVABLES_FREE_FIELD_LAYOUT'
  | 'E_RECEIVABLES_FREE_FIELD_IDENTITY'
  | 'E_RECEIVABLES_FREE_FIELD_VALUE'
  | 'E_RECEIVABLES_FREE_FIELD_MISMATCH'
  | 'E_RECEIVABLES_PIX_KEY'
  | 'E_RECEIVABLES_PIX_AMOUNT'
  | 'E_RECEIVABLES_PIX_TXID'
  | 'E_RECEIVABLES_PIX_URL'
  | 'E_RECEIVABLES_PIX_TEXT'
  | 'E_RECEIVABLES_PIX_MALFORMED'
  | 'E_RECEIVABLES_PIX_CRC'
  | 'E_RECEIVABLES_PIX_END_TO_END_ID'
