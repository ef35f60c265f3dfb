import { todayIn } from '#core/access/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import type { Job, JobContext, JobPlan } from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import { formatMoney } from '#core/money/index'
import { debtSubjects } from '#plugins/receivables/api'
import { LETTERS, type LetterTerms } from '../configuration/parameters.ts'
import type { LetterFilters } from '../services/letter_filters.ts'
import { type WantedLetter, findLetters } from '../services/find_letters.ts'
import { writeNotices } from '../services/write_notices.ts'

export interface LettersArgs {
  /** The instant at which somebody asked. */
  readonly on: string
  readonly filters: LetterFilters
  /** The filters in words. */
  readonly title: string
  /** Who would be written to; nobody is. */
  readonly isPreview?: boolean
}

interface State {
  readonly today: CivilDate
  readonly terms: LetterTerms
}

const PREMISES_PER_CHUNK = 2000

async function plan(
  { tx, municipalityId }: JobContext,
  { filters }: LettersArgs
): Promise<JobPlan<bigint[], State>> {
  const today = await todayIn(tx, municipalityId)
  const terms = await parameterWithin<LetterTerms>(tx, {
    ...{ key: LETTERS, municipalityId, date: today },
  })
  const dueUntil = addDays(today, -1)
  const owing = await debtSubjects(tx, { municipalityId, dueUntil, by: 'premise' })
  const ids = filters.premiseId ? owing.filter((id) => id === filters.premiseId) : owing
  const chunks: bigint[][] = []
  for (let start = 0; start < ids.length; start += PREMISES_PER_CHUNK) {
    chunks.push(ids.slice(start, start + PREMISES_PER_CHUNK))
  }
  return { chunks, total: ids.length, state: { today, terms } }
}

/** Collection letters to who is as the operator asked, or who that would be (TR-3.2.9.6). */
export const lettersJob: Job<LettersArgs, bigint[], State> = {
  name: 'dunning.letters',
  title: 'Geração de cartas de cobrança',
  permission: 'dunning.notify',
  figures: { letters: 'Cartas', letters_cents: 'Débito das cartas' },
  reasons: { letter: 'Receberia carta' },
  key: ({ on, isPreview }) => `${on}${isPreview ? '/preview' : ''}`,
  label: ({ on, title, isPreview }) =>
    `${isPreview ? 'Prévia de' : 'De'} ${formatDate(on.slice(0, 10) as CivilDate)} · ${title}`,
  plan,
  async perform(context, premiseIds, { today: on, terms }, { filters, isPreview = false }) {
    const { tx, municipalityId, runId, participate } = context
    const wanted = await findLetters(tx, { municipalityId, on, filters, premiseIds })
    if (!isPreview) {
      const issuing = {
        ...{ municipalityId, on, runId, participate, dueDays: terms.due_days, validDays: 0 },
        ...{ message: terms.message, showsBarcode: terms.shows_barcode, feeCents: 0n },
        ...{ packId: null, policyVersionId: null, step: null },
      }
      await writeNotices(
        tx,
        issuing,
        wanted.map((one) => ({ ...one, kind: 'letter' }))
      )
    }
    return {
      ...{ done: premiseIds.length, parked: 0, issues: isPreview ? wanted.map(toWrite) : [] },
      figures: {
        letters: wanted.length,
        letters_cents: wanted.reduce((sum, one) => sum + centsOf(one), 0n),
      },
    }
  },
}

const centsOf = ({ debts }: WantedLetter): bigint =>
  debts.reduce((sum, { openCents }) => sum + openCents, 0n)

const toWrite = (one: WantedLetter): Issue => ({
  ...{ code: 'letter', severity: 'warning', path: one.registration },
  message: `Matrícula ${one.registration}: ${one.debts.length === 1 ? '1 débito' : `${one.debts.length} débitos`}, ${formatMoney(centsOf(one))}`,
})
