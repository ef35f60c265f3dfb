/** Paper and margins of a document, in millimetres. Margins belong to the paper, so each continued page has them too. */
export interface DocumentPage {
  readonly format: 'A4' | 'A4 landscape'
  readonly margins: {
    readonly top: number
    readonly right: number
    readonly bottom: number
    readonly left: number
  }
}

/** What an administrator may edit of a document: the markup (Handlebars) and the style sheet (plain CSS). */
export interface DocumentTemplate {
  readonly template: string
  readonly style: string
}

/**
 * A document that the system issues. The default template is the product's; a utility's own version of it is a
 * configuration item and goes to `renderHtml` in its place.
 */
export interface DocumentType<Data = unknown> extends DocumentTemplate {
  /** `<plugin>.<type>`, for ever. */
  readonly name: `${string}.${string}`
  readonly title: string
  /** JSON Schema 2020-12 of the data: closed objects, every property required, absence spelt as null. */
  readonly schema: Readonly<Record<string, unknown>>
  /** Realistic data, for the editor's preview and for tests. */
  readonly sample: Data
  readonly page: DocumentPage
}
