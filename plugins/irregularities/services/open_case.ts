import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { type Order, closeOrder, readOrder } from '#plugins/services/api'
import { fraudFineOn, pricesOn } from '#plugins/tariffs/api'
import { errors } from '../errors.ts'
import { procedureOf } from './cases.ts'
import { chargeCase } from './charge_case.ts'

/** What an inspection found. */
export interface Finding {
  readonly orderId: bigint
  readonly foundOn: CivilDate | undefined
  readonly fraudType: string
  /** Of the type, when not said. */
  readonly degree: string | undefined
  readonly policeReport: string | undefined
  readonly findings: string
  readonly reading: number | undefined
}

export interface OpenedCase {
  readonly id: bigint
  readonly number: string
  readonly orderNumber: string
  readonly typeTitle: string
  readonly degree: string
  readonly fineCents: bigint
  readonly isCharged: boolean
}

/**
 * Closes an inspection with what it found and opens the case, with the fine of the table of that day. Without a term of
 * defence the fine goes to the next invoice at once. @throws E_IRREGULARITIES_NOT_INSPECTION, _TYPE_UNKNOWN, _PHOTOS,
 * _POLICE_REPORT, _NO_HOLDER; E_TARIFFS_NO_TABLE, E_TARIFFS_NO_FINE; those of closing an order
 */
export async function openCase(context: ActionContext, finding: Finding): Promise<OpenedCase> {
  const { tx, municipalityId, actor } = context
  const today = await todayIn(tx, municipalityId)
  const order = await readOrder(tx, { municipalityId, id: finding.orderId })
  const { number: orderNumber } = order
  if (order.kind !== 'inspection') {
    throw errors.E_IRREGULARITIES_NOT_INSPECTION({ number: orderNumber })
  }
  const { defence_days: term } = await requireProofs(tx, municipalityId, { order, finding })
  const on = finding.foundOn ?? today
  await closeOrder(context, {
    ...{ id: order.id, isDone: true, executedOn: on, findings: finding.findings },
    ...{ reading: finding.reading, consequence: 'abriu um caso de irregularidade' },
  })
  const { premiseId } = order
  const customerId = await holderOn(tx, { municipalityId, premiseId, on })
  const fraud = await fineOf(tx, { municipalityId, finding, on })
  const isReleased = term === 0
  const [row] = await query<{ id: bigint; number: string }>(
    tx,
    `insert into irregularities_cases (municipality_id, premise_id, customer_id, order_id, fraud_type, degree, found_on,
       findings, police_report, reading, fine_cents, version_id, state, found_by, found_by_id, decided_on, decided_by, decision)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id, number`,
    [
      ...[municipalityId, premiseId, customerId, order.id, finding.fraudType, fraud.degree, on],
      ...[finding.findings, finding.policeReport ?? null, finding.reading ?? null],
      ...[fraud.fineCents, fraud.versionId, isReleased ? 'upheld' : 'found', actor.name],
      ...[actor.userId, isReleased ? on : null, isReleased ? actor.name : null],
      isReleased ? 'Sem prazo de defesa: multa cobrada com a constatação' : null,
    ]
  )
  const { fraudType } = finding
  const opened = { ...row!, ...fraud, fraudType, orderNumber, premiseId, customerId, foundOn: on }
  const isCharged = isReleased ? await chargeCase(context, opened, on) : false
  return { ...opened, isCharged }
}

interface Proofs {
  readonly order: Order
  readonly finding: Finding
}

async function requireProofs(tx: Tx, municipalityId: bigint, { order, finding }: Proofs) {
  const procedure = await procedureOf(tx, municipalityId)
  const { number } = order
  const { minimum_photos: needed } = procedure
  const [row] = await query<{ photos: number }>(
    tx,
    `select count(*)::int as photos from records_attachments
      where municipality_id = ? and record_type = 'services.orders' and record_id = ? and kind = 'photo' and removed_at is null`,
    [municipalityId, order.id]
  )
  const { photos } = row!
  if (photos < needed) throw errors.E_IRREGULARITIES_PHOTOS({ number, photos, needed })
  if (procedure.asks_police_report && !finding.policeReport) {
    throw errors.E_IRREGULARITIES_POLICE_REPORT({ number })
  }
  return procedure
}

interface At {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly on: CivilDate
}

/** Who answers for it: who held the premise on the day of the finding (DECISIONS 30). */
async function holderOn(tx: Tx, { municipalityId, premiseId, on }: At): Promise<bigint> {
  const [holder] = await query<{ customer_id: bigint }>(
    tx,
    `select customer_id from registry_holdings
      where municipality_id = ? and premise_id = ? and role = 'holder' and from_on <= ? and coalesce(until_on, ?) >= ?`,
    [municipalityId, premiseId, on, on, on]
  )
  if (!holder) {
    throw errors.E_IRREGULARITIES_NO_HOLDER({ premise: premiseId, on: formatDate(on) })
  }
  return holder.customer_id
}

interface Fined {
  readonly municipalityId: bigint
  readonly finding: Finding
  readonly on: CivilDate
}

/** The fine of the type and degree, in cents, and the version of the table that says so. */
async function fineOf(tx: Tx, { municipalityId, finding, on }: Fined) {
  const { fraudType: code } = finding
  const [type] = await query<{ title: string; degree: string }>(
    tx,
    'select title, degree from irregularities_fraud_types where municipality_id = ? and code = ? and is_active',
    [municipalityId, code]
  )
  if (!type) throw errors.E_IRREGULARITIES_TYPE_UNKNOWN({ code })
  const degree = finding.degree ?? type.degree
  const { amount } = await fraudFineOn(municipalityId, on, { type: code, degree })
  const { table } = await pricesOn(municipalityId, on)
  return {
    ...{ typeTitle: type.title, degree, versionId: BigInt(table.version) },
    fineCents: Dec.of(amount).round(2, 'half-up').toCents(),
  }
}
