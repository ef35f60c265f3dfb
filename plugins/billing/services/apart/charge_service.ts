import type { Actor } from '#core/actions/index'
import {
  type CivilDate,
  type RefMonth,
  addRefMonths,
  formatDate,
  monthOf,
  nextMonth,
} from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import {
  addServiceCharges,
  cancelServiceCharges,
  chargeTypeNamed,
  chargeTypes,
} from '#plugins/receivables/api'
import { isExempt } from '../../domain/billing_facts.ts'
import { parcelsOf } from '../../domain/parcels.ts'
import { errors } from '../../errors.ts'
import { frozenExemptions } from '../settings/frozen_exemptions.ts'
import { priceOf } from './service_price.ts'
import { ownPremise } from '../settings/own_premise.ts'

export const SERVICE = 'service'
export const SERVICE_ORIGIN = 'billing.service_charges'
export const MOST_PARCELS = 'billing.service_parcels'

export interface NewServiceCharge {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
  readonly premiseId: bigint
  readonly code: string
  readonly executedOn: CivilDate
  readonly quantity: number
  readonly parcels: number
  readonly reasonCode: string
  readonly remarks: string | undefined
}

export interface ChargedService {
  readonly id: bigint
  readonly title: string
  readonly totalCents: bigint
  readonly parcels: number
  readonly first: RefMonth
}

/**
 * Charges a service done at a premise, at the price of the table on its day, to who held the premise then: one parcel in each
 * month from the next one that is billed. @throws E_BILLING_PREMISE_UNKNOWN, E_BILLING_SERVICE_EXEMPT,
 * E_BILLING_FORMER_HOLDER, E_BILLING_PARCELS, E_BILLING_PARCEL_EMPTY, E_TARIFFS_NO_TABLE, E_TARIFFS_NO_SERVICE
 */
export async function chargeService(tx: Tx, given: NewServiceCharge): Promise<ChargedService> {
  const { municipalityId, premiseId, code, executedOn } = given
  await ownPremise(tx, given)
  await requireParcels(tx, given)
  await requireCharged(tx, given)
  const debtorId = await debtorOf(tx, given)
  const { title, unitCents, totalCents, versionId } = await priceOf(municipalityId, given)
  const { actor, at, quantity, parcels } = given
  requireCents(totalCents, parcels)
  return writeCharge(tx, {
    ...{ municipalityId, premiseId, debtorId, code, title, executedOn, quantity, unitCents },
    ...{ totalCents, parcels, versionId, reasonCode: given.reasonCode, by: actor.name, at },
    remarks: given.remarks ?? null,
  })
}

/** A service whose price and debtor are known. */
export interface PricedCharge {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly code: string
  /** Of a fine: its place in the table of fines. */
  readonly fraud?: { readonly type: string; readonly degree: string }
  readonly title: string
  readonly executedOn: CivilDate
  readonly quantity: number
  readonly unitCents: bigint
  readonly totalCents: bigint
  readonly parcels: number
  /** The version of the table that gave the price. */
  readonly versionId: bigint
  readonly reasonCode: string
  readonly remarks: string | null
  readonly by: string
  readonly at: Date
}

/** Lets the parcels wait for the invoices of their months, the first for the next one. */
export async function writeCharge(tx: Tx, charge: PricedCharge): Promise<ChargedService> {
  const { municipalityId, premiseId, debtorId, title, totalCents, parcels, executedOn } = charge
  const first = await firstReference(tx, charge)
  const type = chargeTypeNamed(await chargeTypes(tx, municipalityId), SERVICE)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into billing_service_charges (municipality_id, premise_id, debtor_id, service_code, title, executed_on, quantity,
       unit_cents, total_cents, parcels, first_reference, version_id, reason_code, remarks, charged_by, charged_at,
       fine_type, fine_degree)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, premiseId, debtorId, charge.code, title, executedOn, charge.quantity],
      ...[charge.unitCents, totalCents, parcels, first, charge.versionId, charge.reasonCode],
      ...[charge.remarks, charge.by, charge.at],
      ...[charge.fraud?.type ?? null, charge.fraud?.degree ?? null],
    ]
  )
  const { id } = row!
  await addServiceCharges(
    tx,
    { municipalityId, sourceType: SERVICE_ORIGIN, sourceId: id },
    {
      on: executedOn,
      charges: parcelsOf(totalCents, parcels).map((amountCents, index) => ({
        ...{ premiseId, debtorId, amountCents, chargeType: SERVICE },
        beneficiaryId: type.beneficiary.id,
        label: parcels > 1 ? `${title} (${index + 1}/${parcels})` : title,
        from: addRefMonths(first, index),
      })),
    }
  )
  return { id, title, totalCents, parcels, first }
}

async function requireParcels(tx: Tx, { municipalityId, parcels }: NewServiceCharge) {
  const most = await parameterWithin<number>(tx, { key: MOST_PARCELS, municipalityId })
  if (parcels > most) throw errors.E_BILLING_PARCELS({ parcels, most })
}

/** Every parcel has a cent at least: a service without a price, or of fewer cents than parcels, has none to ask for. */
function requireCents(totalCents: bigint, parcels: number): void {
  if (totalCents >= BigInt(parcels)) return
  throw errors.E_BILLING_PARCEL_EMPTY({ total: formatMoney(totalCents), parcels })
}

async function requireCharged(tx: Tx, given: NewServiceCharge): Promise<void> {
  const { municipalityId, premiseId, executedOn: on } = given
  const exempt = await frozenExemptions(tx, { municipalityId, premiseIds: [premiseId], on })
  const services = exempt.get(premiseId)
  if (!isExempt(services, { service: 'other', chargeType: SERVICE })) return
  throw errors.E_BILLING_SERVICE_EXEMPT({ premise: premiseId, on: formatDate(on) })
}

/** Who held the premise on the day, and holds it still: what a former holder owes goes on no invoice of the next. */
async function debtorOf(
  tx: Tx,
  { municipalityId, premiseId, executedOn }: NewServiceCharge
): Promise<bigint> {
  const holders = await query<{ customer_id: bigint; until_on: CivilDate | null }>(
    tx,
    `select customer_id, until_on from registry_holdings
      where municipality_id = ? and premise_id = ? and role = 'holder' and from_on <= ? and coalesce(until_on, ?) >= ?`,
    [municipalityId, premiseId, executedOn, executedOn, executedOn]
  )
  const [holder] = holders
  if (holder && holder.until_on === null) return holder.customer_id
  throw errors.E_BILLING_FORMER_HOLDER({ premise: premiseId, on: formatDate(executedOn) })
}

/** The month of the service, or the one after the last that was billed. */
async function firstReference(
  tx: Tx,
  { premiseId, executedOn }: Pick<PricedCharge, 'premiseId' | 'executedOn'>
): Promise<RefMonth> {
  const [last] = await query<{ reference: RefMonth }>(
    tx,
    'select reference from billing_invoices where premise_id = ? order by reference desc limit 1',
    [premiseId]
  )
  const month = monthOf(executedOn)
  return last && last.reference >= month ? nextMonth(last.reference) : month
}

interface CancelledService {
  readonly title: string
  readonly premise_id: bigint
  readonly effect: string
}

/** Gives up what no invoice has asked for yet. @throws E_BILLING_SERVICE_UNKNOWN, E_BILLING_SERVICE_BILLED */
export async function cancelService(
  tx: Tx,
  {
    municipalityId,
    id,
    by,
  }: { readonly municipalityId: bigint; readonly id: bigint; readonly by: string }
): Promise<CancelledService> {
  const [row] = await query<{ title: string; premise_id: bigint; parcels: number }>(
    tx,
    `select title, premise_id, parcels from billing_service_charges where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_BILLING_SERVICE_UNKNOWN({ id })
  const source = { municipalityId, sourceType: SERVICE_ORIGIN, sourceId: id }
  const { parcels, cents } = await cancelServiceCharges(tx, source)
  if (parcels === 0) throw errors.E_BILLING_SERVICE_BILLED({ id, title: row.title })
  await query(
    tx,
    `update billing_service_charges set state = 'cancelled', cancelled_by = ? where id = ?`,
    [by, id]
  )
  const billed = row.parcels - parcels
  const left = billed
    ? ` ${billed === 1 ? 'A parcela já faturada fica' : `As ${billed} já faturadas ficam`} como ${billed === 1 ? 'está' : 'estão'}.`
    : ''
  const many = parcels === 1 ? '1 parcela deixa' : `${parcels} parcelas deixam`
  return { ...row, effect: `${many} de ser cobradas: ${formatMoney(cents)}.${left}` }
}
