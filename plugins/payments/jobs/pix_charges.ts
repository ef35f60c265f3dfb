import { todayIn } from '#core/access/index'
import { type CivilDate, clock, formatDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import {
  type ChunkResult,
  type Job,
  type JobContext,
  type JobPlan,
  inParts,
} from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import {
  type ChargeResult,
  type DueCharge,
  dueChargeIds,
  lockDueCharges,
  planCharges,
  writeResults,
} from '../services/pix/charges.ts'
import { noteAnswer, noteOutage } from '../services/pix/outage.ts'
import { type ApiAgreement, apiAgreementOf, openPsp } from '../services/pix/pix_agreement.ts'
import { type Psp, PspUnavailable } from '../services/pix/psp.ts'

export interface PixRunArgs {
  /** The instant at which it was due or asked for: one run for each. */
  readonly on: string
  /** Its day in the municipality. */
  readonly day: CivilDate
  /** Asked by a person: the bank is asked even while it is let alone for not having answered. */
  readonly isUrgent?: boolean
}

const CHUNK = 100
const AT_ONCE = 5

async function plan(
  { tx, municipalityId, log }: JobContext,
  { isUrgent }: PixRunArgs
): Promise<JobPlan<bigint[], { readonly isUrgent: boolean }>> {
  const agreement = await apiAgreementOf(tx, municipalityId)
  const state = { isUrgent: isUrgent ?? false }
  if (!agreement) {
    log('Nenhum convênio registra cobranças Pix: os documentos levam o código estático.')
    return { chunks: [], total: 0, state }
  }
  const planning = {
    ...{ municipalityId, agreementId: agreement.id, now: clock.now() },
    today: await todayIn(tx, municipalityId),
  }
  await planCharges(tx, planning)
  const ids = await dueChargeIds(tx, planning)
  const chunks = inParts(ids, CHUNK)
  return { chunks, total: ids.length, state }
}

async function perform(
  { tx, municipalityId }: JobContext,
  ids: readonly bigint[],
  { isUrgent }: { readonly isUrgent: boolean }
): Promise<ChunkResult> {
  const agreement = await apiAgreementOf(tx, municipalityId)
  const charges = await lockDueCharges(tx, municipalityId, ids)
  if (!agreement || charges.length === 0) return { done: 0, parked: 0, issues: [], figures: {} }
  const now = clock.now()
  if (agreement.retryAt && agreement.retryAt > now && !isUrgent)
    return waiting(charges.length, agreement.failure)
  const psp = await openPsp(agreement)
  try {
    const { results, outage } = await tellBank(psp, charges)
    await writeResults(tx, { municipalityId, now }, results)
    await noteBank(tx, { agreement, now, outage })
    return resultOf(charges, results, outage)
  } finally {
    psp.close()
  }
}

async function noteBank(
  tx: Tx,
  told: { readonly agreement: ApiAgreement; readonly now: Date; readonly outage: string | null }
): Promise<void> {
  const { agreement, now, outage } = told
  if (outage === null) await noteAnswer(tx, agreement.id)
  else await noteOutage(tx, agreement.id, { now, problem: outage })
}

interface Told {
  readonly results: readonly ChargeResult[]
  /** Why the bank could not be asked any further. */
  readonly outage: string | null
}

/** Some at a time; once the bank does not answer, the others wait for the next run. */
async function tellBank(psp: Psp, charges: readonly DueCharge[]): Promise<Told> {
  const results: ChargeResult[] = []
  for (let at = 0; at < charges.length; at += AT_ONCE) {
    const answers = await Promise.allSettled(
      charges.slice(at, at + AT_ONCE).map((charge) => tellOne(psp, charge))
    )
    let outage: PspUnavailable | null = null
    for (const answer of answers) {
      if (answer.status === 'fulfilled') results.push(answer.value)
      else if (answer.reason instanceof PspUnavailable) outage = answer.reason
      else throw answer.reason
    }
    if (outage) return { results, outage: outage.message }
  }
  return { results, outage: null }
}

async function tellOne(psp: Psp, charge: DueCharge): Promise<ChargeResult> {
  const { taxpayerId } = charge
  if (charge.state === 'removing') {
    const answer = await psp.remove(charge.txid)
    return answer.outcome === 'refused'
      ? { state: 'refused', charge, reason: answer.reason }
      : { state: answer.outcome, charge }
  }
  if (taxpayerId === null)
    return { state: 'refused', charge, reason: 'O cliente não tem CPF nem CNPJ no cadastro.' }
  const answer = await psp.register({ ...charge, taxpayerId })
  if (answer.outcome === 'refused') return { state: 'refused', charge, reason: answer.reason }
  if (answer.charge.status === 'CONCLUIDA') return { state: 'paid', charge }
  return { state: 'registered', charge, at: answer.charge }
}

function resultOf(
  charges: readonly DueCharge[],
  results: readonly ChargeResult[],
  outage: string | null
): ChunkResult {
  const count = (state: ChargeResult['state']) =>
    results.filter((one) => one.state === state).length
  const left = charges.length - results.length
  return {
    done: results.length - count('refused'),
    parked: left + count('refused'),
    issues: [...results.flatMap(refusalOf), ...(left ? waiting(left, outage).issues : [])],
    figures: {
      ...{ registered: count('registered'), removed: count('removed'), paid: count('paid') },
      ...{ refused: count('refused'), waiting: left },
    },
  }
}

const refusalOf = (result: ChargeResult): Issue[] =>
  result.state === 'refused'
    ? [
        {
          ...{ code: 'pix_charge_refused', severity: 'warning' },
          path: `documento ${result.charge.documentNumber}`,
          message: result.reason,
        },
      ]
    : []

function waiting(count: number, problem: string | null): ChunkResult {
  const message = `O banco não responde${problem ? ` (${problem})` : ''}: ${count} cobranças esperam a próxima execução.`
  return {
    ...{ done: 0, parked: count, figures: { waiting: count } },
    issues: [{ code: 'pix_bank_away', severity: 'warning', path: 'banco', message }],
  }
}

/** Registers the Pix charges of issued documents at the bank, and takes back those of documents that are no longer offered. */
export const pixChargesJob: Job<PixRunArgs, bigint[], { readonly isUrgent: boolean }> = {
  name: 'payments.pix_charges',
  title: 'Cobranças Pix no banco',
  permission: 'payments.pix',
  figures: {
    registered: 'Registradas',
    removed: 'Retiradas',
    paid: 'Já pagas',
    refused: 'Recusadas pelo banco',
    waiting: 'À espera do banco',
  },
  reasons: { pix_charge_refused: 'Cobranças recusadas', pix_bank_away: 'Banco sem resposta' },
  key: ({ on }) => on,
  label: ({ day }) => `Cobranças Pix de ${formatDate(day)}`,
  schedule: {
    // Administrators may have it run every few minutes: each occurrence is a run of its own.
    args: ({ date }) => ({ on: clock.now().toISOString(), day: date }),
    standing: { timeOfDay: '05:10' },
  },
  plan,
  perform,
}
