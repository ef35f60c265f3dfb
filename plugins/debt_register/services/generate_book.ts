import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query, takeIds } from '#core/database/index'
import { type BookPlace, placeAt } from '../domain/book_places.ts'
import { errors } from '../errors.ts'
import { issueBooks } from './issue_books.ts'
import { actDone } from './processes.ts'
import { policyOf } from './settings.ts'

export interface Span {
  readonly dueFrom: CivilDate
  readonly dueUntil: CivilDate
}

export interface GeneratedBooks {
  readonly id: bigint
  readonly numbers: readonly number[]
  readonly entries: number
  readonly totalCents: bigint
}

export type Generating = Pick<ActionContext, 'tx' | 'municipalityId'> & {
  readonly actor: Pick<ActionContext['actor'], 'userId' | 'name'>
  readonly now: Date
}

interface Waiting {
  readonly id: bigint
  readonly process_id: bigint
  readonly total_cents: bigint
}

/**
 * Writes what is in active debt and in no book yet, of a span of due dates, into new books in the order of the debts. What is in
 * court stays out. A place is given once and for ever. @throws E_DEBT_REGISTER_NO_ENTRIES
 */
export async function generateBook(context: Generating, span: Span): Promise<GeneratedBooks> {
  const { tx, municipalityId, actor } = context
  const on = await todayIn(tx, municipalityId)
  const shape = await policyOf(tx, municipalityId)
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('debt_register.books', ?))`, [
    municipalityId,
  ])
  const waiting = await waitingEntries(tx, municipalityId, span)
  if (waiting.length === 0) {
    const why = `não há lançamentos fora de livro vencidos de ${formatDate(span.dueFrom)} a ${formatDate(span.dueUntil)}`
    throw errors.E_DEBT_REGISTER_NO_ENTRIES({ why })
  }
  const places = waiting.map((_, index) =>
    placeAt(index, {
      firstBook: 0,
      entriesPerPage: shape.entries_per_page,
      pagesPerBook: shape.pages_per_book,
    })
  )
  const count = places.at(-1)!.book + 1
  const ids = await takeIds(tx, 'debt_register_books', count)
  const first = await nextNumber(tx, municipalityId)
  const numbers = ids.map((_, index) => first + index)
  for (const [index, id] of ids.entries()) {
    const own = waiting.filter((_, at) => places[at]!.book === index)
    await query(
      tx,
      `insert into debt_register_books (id, municipality_id, number, due_from, due_until, entries_per_page, pages_per_book, pages,
         entries, total_cents, generated_on, generated_by) overriding system value
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[id, municipalityId, numbers[index]!, span.dueFrom, span.dueUntil],
        ...[shape.entries_per_page, shape.pages_per_book],
        ...[Math.ceil(own.length / shape.entries_per_page), own.length],
        ...[own.reduce((sum, one) => sum + one.total_cents, 0n), on, actor.name],
      ]
    )
  }
  await placeEntries(tx, municipalityId, { waiting, places, ids, numbers })
  const doing = { municipalityId, on, by: actor.name }
  await actDone(tx, doing, {
    act: 'book',
    processIds: waiting.map(({ process_id: id }) => id),
  })
  await issueBooks(context, { on, bookIds: ids })
  const totalCents = waiting.reduce((sum, one) => sum + one.total_cents, 0n)
  return { id: ids[0]!, numbers, entries: waiting.length, totalCents }
}

const waitingEntries = (tx: Tx, municipalityId: bigint, { dueFrom, dueUntil }: Span) =>
  query<Waiting>(
    tx,
    `select e.id, t.process_id, e.total_cents from debt_register_entries e
       join debt_register_terms t on t.id = e.term_id
      where e.municipality_id = ? and e.state = 'inscribed' and e.book_id is null and e.court_case_id is null
        and e.due_on between ? and ? order by e.due_on, e.id for update of e`,
    [municipalityId, dueFrom, dueUntil]
  )

async function nextNumber(tx: Tx, municipalityId: bigint): Promise<number> {
  const [row] = await query<{ next: number }>(
    tx,
    `select (greatest((select max(number) from debt_register_books where municipality_id = ?),
                      (select last from debt_register_counters where municipality_id = ? and kind = 'book' and year = 0), 0) + 1)::int as next`,
    [municipalityId, municipalityId]
  )
  return row!.next
}

interface Placing {
  readonly waiting: readonly Waiting[]
  readonly places: readonly BookPlace[]
  readonly ids: readonly bigint[]
  readonly numbers: readonly number[]
}

async function placeEntries(
  tx: Tx,
  municipalityId: bigint,
  { waiting, places, ids, numbers }: Placing
): Promise<void> {
  await query(
    tx,
    `update debt_register_entries e set book_id = u.book, book_number = u.number, leaf = u.leaf, line = u.line
       from unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[]) as u (id, book, number, leaf, line)
      where e.municipality_id = ? and e.id = u.id`,
    [
      ...[waiting.map(({ id }) => id), places.map(({ book }) => ids[book]!)],
      ...[places.map(({ book }) => BigInt(numbers[book]!)), places.map(({ page }) => BigInt(page))],
      ...[places.map(({ line }) => BigInt(line)), municipalityId],
    ]
  )
}
