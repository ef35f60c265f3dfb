import type { CivilDate } from '#core/calendar/index'
import { type Json, type Tx, query } from '#core/database/index'
import { issueOnce } from '#core/documents/index'
import { format } from '#core/web/index'
import type { BookData } from '../documents/book.ts'
import type { Generating } from './generate_book.ts'
import { utilityOn } from './paper_data.ts'
import { textsOf } from './settings.ts'

interface Book {
  readonly id: bigint
  readonly number: number
  readonly due_from: string
  readonly due_until: string
  readonly entries: number
  readonly total_cents: bigint
}

type Line = BookData['pages'][number]['lines'][number] & { readonly book_id: bigint }

/** Books as documents, each leaf with its entries. */
export async function issueBooks(
  { tx, municipalityId, actor, now: at }: Generating,
  { on, bookIds }: { readonly on: CivilDate; readonly bookIds: readonly bigint[] }
): Promise<void> {
  const books = await query<Book>(
    tx,
    `select id, number, due_from, due_until, entries, total_cents from debt_register_books
      where municipality_id = ? and id = any(?::bigint[]) order by number`,
    [municipalityId, bookIds]
  )
  const lines = Map.groupBy(await linesOf(tx, municipalityId, bookIds), (one) => one.book_id)
  const utility = await utilityOn(tx, { municipalityId, on })
  const { officer } = await textsOf(tx, municipalityId)
  await issueOnce(tx, {
    ...{ municipalityId, template: 'debt_register.book', on, at, actor },
    wanted: books.map(({ id }) => ({
      subject: { type: 'debt_register.books', id },
      key: 'book',
    })),
    data: async (missing) =>
      missing.map(({ subject }) => {
        const book = books.find(({ id }) => id === subject.id)!
        const data: BookData = {
          ...{ utility, officer, number: book.number, entries: book.entries },
          ...{ due_from: book.due_from, due_until: book.due_until },
          pages: leavesOf(lines.get(book.id) ?? []),
          total_cents: String(book.total_cents),
          ...{ generated_on: on, generated_by: actor.name },
        }
        return data as unknown as Json
      }),
  })
}

const leavesOf = (lines: readonly Line[]): BookData['pages'] =>
  [...Map.groupBy(lines, ({ page }) => page!)].map(([page, own]) => ({
    page,
    lines: own.map(({ book_id: _, ...line }) => line),
    total_cents: String(own.reduce((sum, one) => sum + BigInt(one.total_cents), 0n)),
  }))

async function linesOf(
  tx: Tx,
  municipalityId: bigint,
  bookIds: readonly bigint[]
): Promise<Line[]> {
  const rows = await query<Line & { debtor_name: string; taxpayer_id: string | null }>(
    tx,
    `select e.book_id, e.number, e.bill_number as bill,
            case e.origin_type when 'billing.invoice' then 'Fatura' else 'Cobrança' end as origin,
            e.reference, e.due_on, e.book_number as book, e.leaf as page, e.line, e.original_cents::text as original_cents,
            e.fine_cents::text as fine_cents, e.interest_cents::text as interest_cents,
            e.correction_cents::text as correction_cents, e.total_cents::text as total_cents, c.name as debtor_name,
            c.taxpayer_id, p.registration_number as registration, t.number as term
       from debt_register_entries e
       join debt_register_terms t on t.id = e.term_id
       join registry_customers c on c.id = e.debtor_id
       left join registry_premises p on p.id = e.premise_id
      where e.municipality_id = ? and e.book_id = any(?::bigint[]) order by e.book_number, e.leaf, e.line`,
    [municipalityId, bookIds]
  )
  return rows.map(({ debtor_name: name, taxpayer_id: taxId, ...row }) => ({
    ...row,
    debtor: taxId === null ? name : `${name} · ${format.taxpayer(taxId)}`,
  }))
}
