import { clearAlert, raiseAlert } from '#core/alerts/index'
import { type CivilDate, addMonths, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { formatMoney } from '#core/money/index'
import { lockEntries } from '../services/entry_rows.ts'
import { keepPrescription } from '../services/keep_prescription.ts'

export interface PrescriptionArgs {
  readonly on: CivilDate
}

type Span = readonly bigint[]

const ENTRIES_PER_CHUNK = 2000
/** Months before the day at which people are told, the latest first. */
export const WARNINGS = [6, 12] as const

const keyOf = (months: number) => `debt_register.prescription/${months}`

async function plan({ tx, municipalityId }: JobContext) {
  const rows = await query<{ id: bigint }>(
    tx,
    `select id from debt_register_entries where municipality_id = ? and state = 'inscribed' order by id`,
    [municipalityId]
  )
  const ids = rows.map(({ id }) => id)
  const count = Math.ceil(ids.length / ENTRIES_PER_CHUNK)
  const chunks = Array.from({ length: count }, (_, at) =>
    ids.slice(at * ENTRIES_PER_CHUNK, (at + 1) * ENTRIES_PER_CHUNK)
  )
  return { chunks, total: ids.length, state: {} }
}

async function perform(
  { tx, municipalityId }: JobContext,
  ids: Span,
  _state: object,
  { on }: PrescriptionArgs
): Promise<ChunkResult> {
  const entries = await lockEntries(tx, municipalityId, { ids })
  const inscribed = entries.filter(({ state }) => state === 'inscribed')
  await keepPrescription(tx, { municipalityId, today: on }, inscribed)
  return { done: ids.length, parked: 0, issues: [], figures: {} }
}

/** Tells of what prescribes within 6 and within 12 months; a warning ends when nothing is left in its span. */
async function finish(
  { tx, municipalityId }: JobContext,
  _state: object,
  { on }: PrescriptionArgs
): Promise<Readonly<Record<string, number>>> {
  const figures: Record<string, number> = {}
  for (const [index, months] of WARNINGS.entries()) {
    const until = addMonths(on, months)
    const after = index === 0 ? ('0001-01-01' as CivilDate) : addMonths(on, WARNINGS[index - 1]!)
    const [found] = await query<{ count: number; cents: bigint; first: CivilDate | null }>(
      tx,
      `select count(*)::int as count, coalesce(sum(total_cents), 0)::bigint as cents, min(prescribes_on) as first
         from debt_register_entries
        where municipality_id = ? and state = 'inscribed' and prescribes_on > ? and prescribes_on <= ?`,
      [municipalityId, after, until]
    )
    const { count, cents, first } = found!
    figures[`within_${months}`] = count
    if (count === 0) {
      await clearAlert(tx, municipalityId, keyOf(months))
      continue
    }
    await raiseAlert(tx, {
      ...{ municipalityId, topic: 'deadline', key: keyOf(months) },
      title: `Dívida ativa que prescreve em até ${months} meses`,
      detail: `${count} lançamento(s), ${formatMoney(cents)} na inscrição; o primeiro em ${formatDate(first!)}.`,
      path: `/debt-register/entries?state=inscribed&prescribes_on_to=${until}`,
    })
  }
  return figures
}

/** Works out anew, each night, from when each entry can no longer be asked for, and warns a year and half a year before. */
export const prescriptionJob: Job<PrescriptionArgs, Span, object> = {
  name: 'debt_register.prescription',
  title: 'Prescrição da dívida ativa',
  permission: 'debt_register.operate',
  figures: { within_6: 'Prescrevem em até 6 meses', within_12: 'Prescrevem de 6 a 12 meses' },
  key: ({ on }) => on,
  label: ({ on }) => `Dia ${formatDate(on)}`,
  schedule: { standing: { timeOfDay: '04:40' }, args: ({ date }) => ({ on: date }) },
  plan,
  perform,
  finish,
}
