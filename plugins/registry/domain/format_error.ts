/** What this plugin's number formats refuse: `code`, an English message for logs, `people` (Portuguese) for people. */
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
  | 'E_REGISTRY_REGISTRATION_FORMAT'
  | 'E_REGISTRY_REGISTRATION_CHECK_DIGIT'
  | 'E_REGISTRY_REGISTRATION_SEQUENCE'
