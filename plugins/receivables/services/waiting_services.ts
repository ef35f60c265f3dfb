import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, copyRows, query, takeIds } from '#core/database/index'

/** One parcel of a service, waiting for the invoice of its month. */
export interface NewServiceCharge {
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly chargeType: string
  readonly beneficiaryId: bigint
  readonly amountCents: bigint
  /** On the bill: `Vistoria (2/5)`. */
  readonly label: string
  readonly from: RefMonth
}

export interface ServiceSource {
  readonly municipalityId: bigint
  readonly sourceType: string
  readonly sourceId: bigint
}

/** Lets the parcels of a service wait, each for its month; what they are computed from is kept with whoever asks. */
export function addServiceCharges(
  tx: Tx,
  { municipalityId, sourceType, sourceId }: ServiceSource,
  { charges, on }: { readonly charges: readonly NewServiceCharge[]; readonly on: CivilDate }
): Promise<void> {
  const of = charges.map((charge) => ({ ...charge, sourceId }))
  return addSourcedCharges(tx, { municipalityId, sourceType }, { charges: of, on })
}

/** As `addServiceCharges`, each charge of a source of its own: one COPY for a whole batch. */
export async function addSourcedCharges(
  tx: Tx,
  { municipalityId, sourceType }: Omit<ServiceSource, 'sourceId'>,
  {
    charges,
    on,
  }: {
    readonly charges: readonly (NewServiceCharge & { readonly sourceId: bigint })[]
    readonly on: CivilDate
  }
): Promise<void> {
  const ids = await takeIds(tx, 'receivables_pending_charges', charges.length)
  await copyRows(
    tx,
    'receivables_pending_charges',
    [
      ...['id', 'municipality_id', 'premise_id', 'debtor_id', 'charge_type', 'component'],
      ...['beneficiary_id', 'amount_cents', 'cause', 'source_type', 'source_id', 'explanation'],
      ...['state', 'created_on', 'label', 'from_reference'],
    ],
    charges.map((charge, index) => [
      ...[ids[index]!, municipalityId, charge.premiseId, charge.debtorId, charge.chargeType],
      ...['principal', charge.beneficiaryId, charge.amountCents, 'service', sourceType],
      ...[charge.sourceId, '{}', 'pending', on, charge.label, charge.from],
    ])
  )
}

/** A parcel as it stands. */
export interface ServiceCharge {
  readonly label: string
  readonly amountCents: bigint
  readonly from: RefMonth
  readonly state: 'pending' | 'billed' | 'cancelled'
  /** What asked for it: an invoice nearly always, else what the type says. */
  readonly billedOriginId: bigint | null
  readonly billedOriginType: string | null
  /** Invoices that had asked for it until a correction, the first one first. */
  readonly formerOriginIds: readonly bigint[]
}

/** The parcels of some sources, by source and in their order. */
export async function serviceChargesOf(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, sourceType }: Omit<ServiceSource, 'sourceId'>,
  sourceIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, ServiceCharge[]>> {
  const rows = await query<ServiceCharge & { source_id: bigint; former: readonly string[] }>(
    tx,
    `select source_id, label, amount_cents as "amountCents", from_reference as "from", state,
            billed_origin_id as "billedOriginId", billed_origin_type as "billedOriginType", former_origin_ids::text[] as former
       from receivables_pending_charges
      where municipality_id = ? and source_type = ? and source_id = any(?::bigint[]) order by id`,
    [municipalityId, sourceType, sourceIds]
  )
  const charges = rows.map((row) => ({ ...row, formerOriginIds: row.former.map(BigInt) }))
  return Map.groupBy(charges, (row) => row.source_id)
}

/** Which parcel of which source a waiting charge is: the first is 1. */
export interface ParcelPlace {
  readonly id: bigint
  readonly sourceId: bigint
  readonly place: number
}

/** Of some waiting charges those that are parcels of sources of a type. */
export function parcelPlaces(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, sourceType }: Omit<ServiceSource, 'sourceId'>,
  ids: readonly bigint[]
): Promise<ParcelPlace[]> {
  return query<ParcelPlace>(
    tx,
    `select w.id, w.source_id as "sourceId",
            (select count(*)::int from receivables_pending_charges o
              where o.municipality_id = w.municipality_id and o.source_type = w.source_type
                and o.source_id = w.source_id and o.id <= w.id) as place
       from receivables_pending_charges w
      where w.municipality_id = ? and w.source_type = ? and w.id = any(?::bigint[]) order by w.id`,
    [municipalityId, sourceType, ids]
  )
}

/** Gives up the parcels that no invoice has asked for yet. @returns how many, and what they came to */
export async function cancelServiceCharges(
  tx: Tx,
  { municipalityId, sourceType, sourceId }: ServiceSource
): Promise<{ readonly parcels: number; readonly cents: bigint }> {
  const rows = await query<{ amount_cents: bigint }>(
    tx,
    `update receivables_pending_charges set state = 'cancelled'
      where municipality_id = ? and source_type = ? and source_id = ? and state = 'pending' returning amount_cents`,
    [municipalityId, sourceType, sourceId]
  )
  return {
    parcels: rows.length,
    cents: rows.reduce((sum, { amount_cents: cents }) => sum + cents, 0n),
  }
}
