import { todayIn } from '#core/access/index'
import { type CivilDate, addDays, clock, formatDate, maxDate } from '#core/calendar/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import { noteAnswer, noteOutage } from '../services/pix/outage.ts'
import { type ApiAgreement, apiAgreementOf, openPsp } from '../services/pix/pix_agreement.ts'
import { PspRefusal, PspUnavailable } from '../services/pix/psp.ts'
import { keepAskedDay, reconciledOf } from '../services/pix/reconciled_days.ts'
import { type DayOfPix, receiveDay } from '../services/pix/receive_day.ts'

export interface ReconcileArgs {
  /** The instant at which it was due or asked for: one run for each. */
  readonly on: string
  /** Its day in the municipality. */
  readonly day: CivilDate
  /** Days to be asked, both inclusive; what is not known yet, when not given. */
  readonly from?: CivilDate
  readonly until?: CivilDate
}

/** So many days are asked again, since banks may tell late of the last ones. */
const AGAIN = 1
const LONGEST = 62

async function plan(
  { tx, municipalityId, log }: JobContext,
  { from, until }: ReconcileArgs
): Promise<JobPlan<CivilDate>> {
  const agreement = await apiAgreementOf(tx, municipalityId)
  if (!agreement) {
    log('Nenhum convênio registra cobranças Pix: o extrato do banco diz o que entrou.')
    return { chunks: [], total: 0, state: {} }
  }
  const today = await todayIn(tx, municipalityId)
  const { next } = await reconciledOf(tx, agreement)
  const last = until && until < today ? until : today
  const first = maxDate(from ?? addDays(next ?? today, -AGAIN), addDays(last, 1 - LONGEST))
  const days: CivilDate[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return { chunks: days, total: days.length, state: {} }
}

async function perform(context: JobContext, day: CivilDate): Promise<ChunkResult> {
  const { tx, municipalityId } = context
  const agreement = await apiAgreementOf(tx, municipalityId)
  if (!agreement) return { done: 0, parked: 0, issues: [], figures: {} }
  const now = clock.now()
  try {
    const found = await askDay(context, agreement, day)
    await noteAnswer(tx, agreement.id)
    await keepAskedDay(tx, {
      ...{ municipalityId, agreementId: agreement.id, day, askedAt: now },
      // Of the running day more may still come.
      isComplete: day < (await todayIn(tx, municipalityId)) && found.refused === 0,
      ...found,
    })
    return resultOf(day, found)
  } catch (error) {
    if (!(error instanceof PspUnavailable || error instanceof PspRefusal)) throw error
    if (error instanceof PspUnavailable)
      await noteOutage(tx, agreement.id, { now, problem: error.message })
    return unanswered(day, error.message)
  }
}

async function askDay(
  context: JobContext,
  agreement: ApiAgreement,
  day: CivilDate
): Promise<DayOfPix> {
  const psp = await openPsp(agreement)
  try {
    return await receiveDay(context, { agreement, psp, day })
  } finally {
    psp.close()
  }
}

const resultOf = (day: CivilDate, found: DayOfPix): ChunkResult => ({
  ...{ done: 1, parked: 0 },
  figures: {
    ...{ told: found.told, told_cents: found.toldCents },
    ...{ missed: found.missed, missed_cents: found.missedCents, refused: found.refused },
  },
  issues:
    found.refused === 0
      ? []
      : [
          {
            ...{ code: 'pix_payment_refused', severity: 'warning', path: formatDate(day) },
            message: `${found.refused} pagamentos não puderam ser recebidos: ${found.reasons.join(' ')}`,
          },
        ],
  trail: { day, told: found.told, missed: found.missed },
})

const unanswered = (day: CivilDate, problem: string): ChunkResult => ({
  ...{ done: 0, parked: 1, figures: {} },
  issues: [
    {
      ...{ code: 'pix_bank_away', severity: 'warning', path: formatDate(day) },
      message: `O banco não disse o que entrou no dia (${problem}); ele é perguntado de novo na próxima execução.`,
    },
  ],
})

/** Asks the bank for all Pix of the days that are not known yet, and receives those of which no notice came. */
export const pixReconcileJob: Job<ReconcileArgs, CivilDate> = {
  name: 'payments.pix_reconcile',
  title: 'Conciliação do Pix',
  permission: 'payments.pix',
  figures: {
    told: 'Pix que o banco informou',
    told_cents: 'Valor informado',
    missed: 'Sem aviso, recebidos agora',
    missed_cents: 'Valor recebido agora',
    refused: 'Não puderam ser recebidos',
  },
  reasons: { pix_bank_away: 'Banco sem resposta', pix_payment_refused: 'Pagamentos não recebidos' },
  key: ({ on }) => on,
  label: ({ day }) => `Conciliação do Pix em ${formatDate(day)}`,
  schedule: {
    args: ({ date }) => ({ on: clock.now().toISOString(), day: date }),
    standing: { timeOfDay: '06:10' },
  },
  plan,
  perform,
}
