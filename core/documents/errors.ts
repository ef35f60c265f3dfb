/** Where in a template, or in the data, the fault is. Lines and columns count from 1. */
export interface DocumentErrorPlace {
  readonly line?: number | undefined
  readonly column?: number | undefined
  /** JSON pointer into the data. */
  readonly path?: string | undefined
  /** Which part of the template: `template`, `style`, `texts/sms`. */
  readonly part?: string | undefined
}

/**
 * A refusal of this room: `code` for programs and tests, `message` (English) for logs, `pt` for people, and the place
 * of the fault so that the template editor can point at it.
 */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly code: DocumentErrorCode
  readonly status: number
  readonly pt: string
  readonly line: number | undefined
  readonly column: number | undefined
  readonly path: string | undefined
  /** Which part of the template; who knows it writes it. */
  part: string | undefined

  constructor(
    code: DocumentErrorCode,
    text: { readonly message: string; readonly pt: string },
    place: DocumentErrorPlace & { readonly cause?: unknown } = {}
  ) {
    const where = place.line === undefined ? '' : ` (line ${place.line})`
    super(text.message + where, place.cause === undefined ? undefined : { cause: place.cause })
    this.code = code
    this.status = STATUS[code]
    this.pt = place.line === undefined ? text.pt : `Linha ${place.line}: ${text.pt}`
    this.line = place.line
    this.column = place.column
    this.path = place.path
    this.part = place.part
  }

  /** The same refusal with its place in the template, as the parser counts (columns from 0). */
  at(start: { readonly line: number; readonly column: number }): DocumentError {
    if (this.line !== undefined) return this
    const place = { line: start.line, column: start.column + 1, path: this.path, cause: this.cause }
    return new DocumentError(this.code, { message: this.message, pt: this.pt }, place)
  }
}

/** Does something with one part of a template; a refusal names the part. */
export function inPart<T>(part: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof DocumentError) error.part ??= part
    throw error
  }
}

/** Codes that this room throws. */
export type DocumentErrorCode = keyof typeof STATUS

const STATUS = {
  E_DOCUMENTS_SYNTAX: 422,
  E_DOCUMENTS_UNKNOWN_HELPER: 422,
  E_DOCUMENTS_MISSING_FIELD: 422,
  E_DOCUMENTS_FORBIDDEN: 422,
  E_DOCUMENTS_HELPER_VALUE: 422,
  E_DOCUMENTS_BUDGET: 422,
  E_DOCUMENTS_DATA_INVALID: 422,
  E_DOCUMENTS_TYPE_INVALID: 500,
  E_DOCUMENTS_BARCODE: 422,
  E_DOCUMENTS_THERMAL: 422,
  E_DOCUMENTS_TOO_LONG: 422,
  E_DOCUMENTS_NOT_OFFERED: 422,
  E_DOCUMENTS_TIME: 422,
  E_DOCUMENTS_MEMORY: 422,
  E_DOCUMENTS_MIXED_BATCH: 500,
  E_DOCUMENTS_NO_BROWSER: 500,
  E_DOCUMENTS_PDF_FAILED: 500,
} as const
