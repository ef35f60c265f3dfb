import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { PageFormat } from './layouts.ts'

type Side = 'top' | 'right' | 'bottom' | 'left'

/** Paper and margins of a document, in millimetres. Margins belong to the paper, so each continued page has them too. */
export interface DocumentPage {
  readonly format: PageFormat
  readonly margins: Readonly<Record<Side, number>>
}

/** What a document may be given out as. `thermal` is the fixed-width text as ESC/POS or CPCL bytes. */
export type DocumentOutput = 'html' | 'pdf' | 'text' | 'thermal' | 'email' | 'sms' | 'whatsapp'

/** Short faces of a document: Handlebars, without markup but for the page of an e-mail; `text` may hold the commands of a thermal printer. */
export interface DocumentTexts {
  readonly text?: string
  readonly email_subject?: string
  readonly email_text?: string
  /** Markup of the e-mail's page; without it the page is made from the text. */
  readonly email_html?: string
  readonly sms?: string
  readonly whatsapp?: string
}

/** What an administrator may edit of a document: the markup (Handlebars) and the style sheet (plain CSS). */
export interface DocumentTemplate {
  readonly template: string
  readonly style: string
  /** Paper of this version; the type's own when not said. Margins in millimetres, as decimal texts. */
  readonly page?: { readonly format: PageFormat; readonly margins: Readonly<Record<Side, string>> }
  readonly texts?: DocumentTexts
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
  readonly paper: DocumentPage
  /** What it is given out as; a page and its PDF when not said. */
  readonly outputs?: readonly DocumentOutput[]
  /** Utilities make documents of their own over these data: each is a model `<name>:<title>`. */
  readonly hasModels?: boolean
  /** The data of a real record, so that a template is tried on it. */
  readonly find?: RealData
  /** Printing an issued one again asks why. */
  readonly asksReprintReason?: boolean
}

/** How the template editor gets a real record. */
export interface RealData {
  /** What people type: `Matrícula do imóvel`. */
  readonly label: string
  readonly permission: string
  /** Null: there is no such record. */
  load(request: {
    readonly tx: Tx
    /** Who asks: to who works elsewhere a record is unknown. */
    readonly actor: Actor
    readonly municipalityId: bigint
    readonly today: CivilDate
    readonly number: string
  }): Promise<unknown>
}

/** The paper that a template is laid out on. */
export function pageOf(type: DocumentType, template: DocumentTemplate | null): DocumentPage {
  const page = template?.page
  if (!page) return type.paper
  const { top, right, bottom, left } = page.margins
  return {
    format: page.format,
    margins: { top: Number(top), right: Number(right), bottom: Number(bottom), left: Number(left) },
  }
}

export const outputsOf = ({ outputs }: DocumentType): readonly DocumentOutput[] =>
  outputs ?? ['html', 'pdf']
