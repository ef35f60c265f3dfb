import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query, takeIds } from '#core/database/index'
import { indexSearchAll } from '#core/records/index'
import { MOST_METERS, numbersBetween } from '../domain/number_range.ts'
import { errors } from '../errors.ts'
import { refuseFuture } from './meters.ts'
import { type Doing, writeMovements } from './write_movement.ts'

export interface MeterDates {
  readonly manufacturedOn: CivilDate
  /** Calibration check (aferição). */
  readonly verifiedOn: CivilDate | null
  readonly purchasedOn: CivilDate | null
}

export interface NewMeters extends Doing, MeterDates {
  readonly modelId: bigint
  /** Day of entry in the stock. */
  readonly on: CivilDate
}

export interface NewBatch extends NewMeters {
  readonly first: string
  readonly last: string
  readonly invoiceNumber: string | null
}

/** Registers a meter in stock, with the attributes of its model. @returns its id. Errors: E_METERING_*. */
export async function registerMeter(
  tx: Tx,
  given: NewMeters & { readonly number: string }
): Promise<bigint> {
  const [id] = await writeMeters(tx, given, { numbers: [given.number], batchId: null })
  return id!
}

/** Registers every meter of a range of numbers in stock: all or none (TR-3.2.3.2). Errors: E_METERING_*. */
export async function registerBatch(
  tx: Tx,
  given: NewBatch
): Promise<{ readonly batchId: bigint; readonly count: number }> {
  const { municipalityId, first, last, modelId, by, at } = given
  const numbers = numbersBetween(first, last)
  if (!numbers) throw errors.E_METERING_RANGE({ first, last, most: MOST_METERS })
  await checkModel(tx, given)
  const [batch] = await query<{ id: bigint }>(
    tx,
    `insert into metering_batches (municipality_id, first_number, last_number, meters, model_id, manufactured_on,
       purchased_on, invoice_number, registered_at, registered_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, first, last, numbers.length, modelId, given.manufacturedOn],
      ...[given.purchasedOn, given.invoiceNumber, at, by],
    ]
  )
  await writeMeters(tx, given, { numbers, batchId: batch!.id })
  await indexSearchAll(tx, 'metering.batches', municipalityId, [batch!.id])
  return { batchId: batch!.id, count: numbers.length }
}

async function writeMeters(
  tx: Tx,
  given: NewMeters,
  { numbers, batchId }: { readonly numbers: readonly string[]; readonly batchId: bigint | null }
): Promise<bigint[]> {
  const { municipalityId, modelId, on } = given
  await checkModel(tx, given)
  await checkOrder(tx, given)
  await refuseTaken(tx, municipalityId, numbers)
  const ids = await takeIds(tx, 'metering_meters', numbers.length)
  await query(
    tx,
    `insert into metering_meters (id, municipality_id, number, situation, batch_id, brand, model, meter_type, transmission,
       metrological_class, flow_class, diameter, digits, minimum_flow, maximum_flow, manufactured_on, verified_on, purchased_on)
     select n.id, m.municipality_id, n.number, 'stock', ?::bigint, m.brand, m.name, m.meter_type, m.transmission,
            m.metrological_class, m.flow_class, m.diameter, m.digits, m.minimum_flow, m.maximum_flow, ?::date, ?::date, ?::date
       from unnest(?::bigint[], ?::text[]) as n (id, number) cross join metering_models m where m.id = ?`,
    [
      ...[batchId, given.manufacturedOn, given.verifiedOn, given.purchasedOn],
      ...[ids, [...numbers], modelId],
    ]
  )
  await writeMovements(
    tx,
    given,
    ids.map((meterId) => ({
      ...{ meterId, movedOn: on, kind: 'registered' as const, origin: null, destination: 'stock' },
    }))
  )
  await indexSearchAll(tx, 'metering.meters', municipalityId, ids)
  return ids
}

async function checkModel(tx: Tx, { municipalityId, modelId: id }: NewMeters): Promise<void> {
  const [model] = await query(
    tx,
    'select 1 from metering_models where municipality_id = ? and id = ? and is_active',
    [municipalityId, id]
  )
  if (!model) throw errors.E_METERING_MODEL_UNKNOWN({ id })
}

/** A meter is made, then bought or verified; none of it in the future. */
async function checkOrder(tx: Tx, given: NewMeters): Promise<void> {
  const { manufacturedOn, verifiedOn, purchasedOn, on, municipalityId } = given
  for (const day of [manufacturedOn, verifiedOn, purchasedOn, on]) {
    if (day) await refuseFuture(tx, municipalityId, day)
  }
  const later = [
    ['aferição', verifiedOn],
    ['compra', purchasedOn],
  ] as const
  for (const [name, day] of later) {
    if (!day || day >= manufacturedOn) continue
    throw errors.E_METERING_DATES({
      ...{ later: name, date: formatDate(day) },
      ...{ earlier: 'fabricação', limit: formatDate(manufacturedOn) },
    })
  }
}

const NAMED = 5

async function refuseTaken(
  tx: Tx,
  municipalityId: bigint,
  numbers: readonly string[]
): Promise<void> {
  const taken = await query<{ number: string }>(
    tx,
    'select number from metering_meters where municipality_id = ? and number = any(?::text[]) order by number',
    [municipalityId, [...numbers]]
  )
  if (!taken.length) return
  const shown = taken.slice(0, NAMED).map(({ number }) => number)
  const more = taken.length - shown.length
  throw errors.E_METERING_NUMBER_TAKEN({
    count: taken.length,
    numbers: shown.join(', ') + (more ? ` e mais ${more}` : ''),
  })
}
