import { arrangement } from './arrangement.ts'
import { issuedOf } from '#core/documents/index'
import type { PageContext, Panel } from '#core/records/index'

interface Printed {
  readonly paper: { readonly id: bigint; readonly title: string } | null
}

/** The document of a term, a book or a paper, to be seen and printed. */
const printed = (on: string, name: `debt_register.${string}`, what: string): Panel<Printed> => ({
  ...{ name, on, title: 'Documento', permission: 'documents.read', place: 10 },
  view: 'debt_register::printed',
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const [issued] = await issuedOf(tx, municipalityId, { type: on, id }, 1)
    return issued ? { paper: { id: issued.id, title: what } } : null
  },
})

export default [
  arrangement('debt_register.papers'),
  arrangement('debt_register.entries'),
  printed('debt_register.terms', 'debt_register.term_paper', 'o termo'),
  printed('debt_register.books', 'debt_register.book_paper', 'o livro'),
  printed('debt_register.papers', 'debt_register.paper_paper', 'o documento'),
] as readonly Panel[]
