import { type CivilDate, clock, formatDate } from '#core/calendar/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { generateBook } from '../services/generate_book.ts'

export interface BookArgs {
  readonly dueFrom: CivilDate
  readonly dueUntil: CivilDate
  readonly on: string
}

async function perform(
  { tx, municipalityId, actor }: JobContext,
  _chunk: number,
  _state: object,
  { dueFrom, dueUntil }: BookArgs
): Promise<ChunkResult> {
  const context = { tx, municipalityId, actor, now: clock.now() }
  const { numbers, entries, totalCents } = await generateBook(context, { dueFrom, dueUntil })
  return {
    ...{ done: 1, parked: 0, issues: [] },
    figures: { books: numbers.length, entries, total_cents: totalCents },
  }
}

/** Writes into new books what is in active debt and in no book yet. */
export const bookJob: Job<BookArgs, number, object> = {
  name: 'debt_register.book',
  title: 'Gerar livro da dívida ativa',
  permission: 'debt_register.issue',
  figures: { books: 'Livros', entries: 'Lançamentos', total_cents: 'Valor' },
  key: ({ dueFrom, dueUntil, on }) => `${dueFrom}/${dueUntil}/${on}`,
  label: ({ dueFrom, dueUntil }) => `Vencidos de ${formatDate(dueFrom)} a ${formatDate(dueUntil)}`,
  plan: async () => ({ chunks: [1], total: 1, state: {} }),
  perform,
}
