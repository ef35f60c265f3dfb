import type { ActionContext } from '#core/actions/index'
import {
  type CivilDate,
  type RefMonth,
  addDays,
  formatDate,
  formatRefMonth,
} from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { newestMonth } from '#plugins/readings/api'
import type { HolderChanging, HolderEffect } from '#plugins/registry/api'
import { errors } from '../../errors.ts'
import { issueSingle } from '../run/single_run.ts'

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now' | 'participate'>

const ISSUE_PERMISSION = 'billing.issue_apart'

/**
 * Who pays the bill under way when the holder changes (DECISIONS 30). With a reading, the former holder's ends on the day
 * before and is issued at once; without one, what is told is who gets it whole. Errors: E_BILLING_HOLDER_LOAD, …_HOLDER_READ,
 * …_HOLDER_PERMISSION, and those of `issueSingle`.
 */
export async function billFormerHolder(
  context: Context,
  change: HolderChanging
): Promise<HolderEffect[]> {
  const { municipalityId, premiseId, formerId, reading } = change
  if (formerId === null) return []
  const month = await openMonth(context.tx, { municipalityId, premiseId, formerId })
  if (reading === null) return month ? [itsBill(change, month)] : nextBill(context.tx, change)
  if (!month) throw errors.E_BILLING_HOLDER_LOAD({ registration: change.registrationNumber })
  return finalBill(context, { ...change, reading }, month)
}

interface OpenMonth {
  readonly reference: RefMonth
  readonly billedUntil: CivilDate | null
}

/** The month loaded in the former holder's name that nobody billed yet. */
async function openMonth(
  tx: Tx,
  asked: {
    readonly municipalityId: bigint
    readonly premiseId: bigint
    readonly formerId: bigint
  }
): Promise<OpenMonth | null> {
  const newest = await newestMonth(tx, asked)
  if (newest?.holderId !== asked.formerId) return null
  const [billed] = await query(
    tx,
    'select 1 from billing_invoices where premise_id = ? and reference = ? limit 1',
    [asked.premiseId, newest.reference]
  )
  return billed ? null : newest
}

async function finalBill(
  context: Context,
  change: HolderChanging & { readonly reading: number },
  { reference, billedUntil }: OpenMonth
): Promise<HolderEffect[]> {
  const { premiseId, formerName, holderName, from, reading } = change
  const readOn = addDays(from, -1)
  if (!context.actor.permissions.has(ISSUE_PERMISSION)) throw errors.E_BILLING_HOLDER_PERMISSION()
  if (billedUntil !== null && readOn <= billedUntil) {
    const days = { on: formatDate(readOn), until: formatDate(billedUntil) }
    throw errors.E_BILLING_HOLDER_READ(days)
  }
  const { invoice } = await issueSingle(
    { ...context, reason: 'Mudança de titular' },
    { premiseId, reference, typed: { reading, readOn } }
  )
  const { billedM3, totalCents } = invoice.composed
  const month = formatRefMonth(reference)
  const bill = `${billedM3} m³, ${formatMoney(totalCents)}`
  return [
    {
      kind: 'ends',
      text: `${formerName} recebe a fatura final, de ${month}, com o consumo até ${formatDate(readOn)}: ${bill}.`,
    },
    {
      kind: 'premise',
      text: `A próxima fatura, de ${holderName}, conta desde a leitura ${reading}, de ${formatDate(readOn)}.`,
    },
  ]
}

const itsBill = ({ formerName, from }: HolderChanging, { reference }: OpenMonth): HolderEffect => ({
  kind: 'person',
  text: `A fatura de ${formatRefMonth(reference)}, que já está em leitura, sai inteira em nome de ${formerName}, também os dias desde ${formatDate(from)}. Com a leitura do hidrômetro nesta tela, ela termina na véspera.`,
})

/** No load is open: the next one takes the holder of its day. */
async function nextBill(
  tx: Tx,
  { municipalityId, premiseId, formerName, holderName, from }: HolderChanging
): Promise<HolderEffect[]> {
  const [last] = await query<{ until: CivilDate | null }>(
    tx,
    'select max(period_until) as until from billing_invoices where municipality_id = ? and premise_id = ?',
    [municipalityId, premiseId]
  )
  const eve = addDays(from, -1)
  if (!last?.until || last.until >= eve) return []
  const days = `${formatDate(addDays(last.until, 1))} a ${formatDate(eve)}`
  return [
    {
      kind: 'premise',
      text: `A próxima fatura conta desde ${formatDate(last.until)} e sai inteira em nome de ${holderName}, também os dias de ${days}, que foram de ${formerName}. Para dividir, troque o titular depois de gerada a carga do mês, com a leitura do hidrômetro.`,
    },
  ]
}
