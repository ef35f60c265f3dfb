import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../../errors.ts'
import { SERVICE_ORIGIN, cancelService, writeCharge } from '../apart/charge_service.ts'
import { priceOf } from '../apart/service_price.ts'
import { correctInvoice } from './correct_invoice.ts'
import type { CorrectionCase } from './open_correction.ts'
import type { Present, Wanted } from './correction_request.ts'
import type { Corrected } from './replace_invoices.ts'

interface Billed {
  readonly pending_id: bigint
  readonly id: bigint
  readonly service_code: string
  readonly title: string
  readonly executed_on: CivilDate
  readonly quantity: number
  readonly total_cents: bigint
  readonly reason_code: string
  readonly remarks: string | null
}

/**
 * Services of an invoice at the price that the table gives today to their own days: each that comes out different is charged
 * anew in the place of the former one. Services in parcels stay, since other invoices asked for a part of them. Errors: those of
 * `correctInvoice`, E_BILLING_NOTHING_CHANGES, E_TARIFFS_NO_SERVICE.
 */
export async function repriceServices(
  context: ActionContext,
  request: Omit<CorrectionCase, 'kind'>
): Promise<Corrected> {
  const { tx, municipalityId, actor } = context
  const former: bigint[] = []
  const corrected = await correctInvoice(context, {
    ...{ ...request, kind: 'services' },
    want: (within, present) => wantedPrices(within, present, former),
  })
  for (const id of former) await cancelService(tx, { municipalityId, id, by: actor.name })
  return corrected
}

async function wantedPrices(
  context: ActionContext,
  present: Present,
  former: bigint[]
): Promise<Wanted> {
  const { tx, municipalityId } = context
  const { invoice } = present
  const changed: { readonly of: Billed; readonly addedId: bigint; readonly cents: bigint }[] = []
  for (const of of await billedServices(context, present)) {
    const { executed_on: executedOn, service_code: code, quantity } = of
    const price = await priceOf(municipalityId, { executedOn, code, quantity })
    if (price.totalCents === of.total_cents) continue
    const { id } = await writeCharge(tx, {
      ...{ municipalityId, premiseId: invoice.premise_id, debtorId: invoice.debtor_id },
      ...{ ...price, code, title: of.title, executedOn, quantity, parcels: 1 },
      ...{ reasonCode: of.reason_code, remarks: of.remarks },
      ...{ by: context.actor.name, at: context.now },
    })
    changed.push({ of, addedId: await waitingOf(context, id), cents: price.totalCents })
  }
  if (changed.length === 0) throw errors.E_BILLING_NOTHING_CHANGES({ number: invoice.number })
  former.push(...changed.map(({ of }) => of.id))
  return {
    change: {},
    postponed: changed.map(({ of }) => of.pending_id),
    added: changed.map(({ addedId }) => addedId),
    notes: changed.map(
      ({ of, cents }) =>
        `${of.title}: de ${formatMoney(of.total_cents)} para ${formatMoney(cents)}.`
    ),
  }
}

/** Services that the invoice asks for whole. */
function billedServices(
  { tx, municipalityId }: ActionContext,
  { composed }: Present
): Promise<Billed[]> {
  return query<Billed>(
    tx,
    `select p.id as pending_id, s.id, s.service_code, s.title, s.executed_on, s.quantity, s.total_cents, s.reason_code, s.remarks
       from receivables_pending_charges p
       join billing_service_charges s on s.municipality_id = p.municipality_id and s.id = p.source_id
      where p.municipality_id = ? and p.id = any(?::bigint[]) and p.source_type = '${SERVICE_ORIGIN}' and s.parcels = 1
        and s.state = 'charged' and s.fine_type is null
      order by s.id for update of s`,
    [municipalityId, composed.lines.flatMap(({ line }) => line.pendingId ?? [])]
  )
}

async function waitingOf({ tx, municipalityId }: ActionContext, sourceId: bigint): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `select id from receivables_pending_charges where municipality_id = ? and source_type = '${SERVICE_ORIGIN}' and source_id = ?`,
    [municipalityId, sourceId]
  )
  return row!.id
}
