import { todayIn } from '#core/access/index'
import type { ActionContext, Actor } from '#core/actions/index'
import { type CivilDate, parts } from '#core/calendar/index'
import { loadPack } from '#core/configuration/index'
import { type Tx, canonicalJson, query } from '#core/database/index'
import { setMarks } from '#plugins/receivables/api'
import type { ListingTerms } from '../configuration/parameters.ts'
import { errors } from '../errors.ts'
import { type Bureau, lockBureau } from './bureaus.ts'
import { selectDebtors } from './select_debtors.ts'
import { listingPack, listingTerms } from './terms.ts'
import { type WrittenFile, writeFiles } from './write_file.ts'
import { type LotFigures, eraseSelection, writeSelection } from './write_lot.ts'

/** What sets and lifts the marks of listings. */
export const LOT = 'bureaus.lots'

export interface Lot {
  readonly id: bigint
  readonly number: string
  readonly state: string
  readonly bureau_id: bigint
  readonly pack_id: bigint
  readonly terms: string
}

export type LotContext = Pick<ActionContext, 'tx' | 'municipalityId' | 'now' | 'participate'> & {
  readonly actor: Actor
}

/** Places chosen for one lot, in place of those of the parameter. */
export type Places = Partial<Pick<ListingTerms, 'groups' | 'districts' | 'localities'>>

export interface Simulated extends Lot, LotFigures {
  readonly bureau: string
}

export interface Selection {
  readonly bureauId: bigint
  readonly places: Places
}

/** Selects who meets the terms today and writes the lot; nothing is marked and nobody is told. */
export async function simulateLot(
  { tx, municipalityId, actor }: LotContext,
  { bureauId, places }: Selection
): Promise<Simulated> {
  requireEverywhere(actor)
  const bureau = await lockBureau(tx, municipalityId, bureauId)
  if (!bureau.isActive) throw errors.E_BUREAUS_INACTIVE({ code: bureau.code })
  const today = await todayIn(tx, municipalityId)
  const pack = await listingPack(tx, municipalityId, today)
  const terms = { ...listingTerms(pack, today), ...places }
  const selected = await selectDebtors(tx, { municipalityId, today, pack, terms, bureau })
  const lot = await openLot(tx, municipalityId, {
    ...{ bureauId, today, by: actor.name, packId: pack.id, terms },
  })
  const figures = await writeSelection(tx, { municipalityId, lotId: lot.id, bureau }, selected)
  await keepFigures(tx, lot.id, figures)
  return { ...lot, ...figures, bureau: bureau.name }
}

/** A lot is of the whole municipality: who works in some localities only neither makes nor decides it. */
export function requireEverywhere({ scope }: Actor): void {
  if (scope?.localities.length) throw errors.E_BUREAUS_EVERYWHERE()
}

interface NewLot {
  /** A collection policy adds to it until it is decided. */
  readonly isStanding?: boolean
  readonly bureauId: bigint
  readonly today: CivilDate
  readonly by: string
  readonly packId: bigint
  readonly terms: ListingTerms
}

export async function openLot(
  tx: Tx,
  municipalityId: bigint,
  { bureauId, today, by, packId, terms, isStanding = false }: NewLot
): Promise<Lot> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('bureaus.lots', ?))`, [
    municipalityId,
  ])
  const { year } = parts(today)
  const [lot] = await query<Lot>(
    tx,
    `insert into bureaus_lots (municipality_id, bureau_id, year, sequence, state, selected_on, selected_by, pack_id, terms,
       is_standing, examined, customers, listings, debts, total_cents, left_out)
     select ?, ?, ?, 1 + coalesce(max(sequence), 0), 'simulated', ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0
       from bureaus_lots where municipality_id = ? and year = ?
     returning id, number, state, bureau_id, pack_id, terms`,
    [
      ...[municipalityId, bureauId, year, today, by, packId, canonicalJson({ ...terms })],
      ...[isStanding, municipalityId, year],
    ]
  )
  return lot!
}

export async function keepFigures(tx: Tx, lotId: bigint, figures: LotFigures): Promise<void> {
  await query(
    tx,
    `update bureaus_lots set examined = ?, customers = ?, listings = ?, debts = ?, total_cents = ?, left_out = ? where id = ?`,
    [
      ...[figures.examined, figures.customers, figures.listings, figures.debts],
      ...[figures.totalCents, figures.leftOut, lotId],
    ]
  )
}

/** @throws BusinessError E_BUREAUS_UNKNOWN, E_BUREAUS_LOT_DECIDED */
async function lockSimulated(tx: Tx, municipalityId: bigint, id: bigint): Promise<Lot> {
  const [lot] = await query<Lot>(
    tx,
    `select id, number, state, bureau_id, pack_id, terms from bureaus_lots
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!lot) throw errors.E_BUREAUS_UNKNOWN({ what: 'lote', id })
  if (lot.state !== 'simulated') throw errors.E_BUREAUS_LOT_DECIDED({ number: lot.number })
  return lot
}

/** Takes a simulation back: nothing of it stays but that it was made and undone. */
export async function undoLot(context: LotContext, id: bigint): Promise<Lot> {
  const { tx, municipalityId, actor, now } = context
  requireEverywhere(actor)
  const lot = await lockSimulated(tx, municipalityId, id)
  await eraseSelection(tx, municipalityId, id)
  await query(
    tx,
    `update bureaus_lots set state = 'undone', decided_at = ?, decided_by = ? where id = ?`,
    [now, actor.name, id]
  )
  return lot
}

export interface Confirmed extends Lot, LotFigures {
  readonly bureau: string
  readonly file: WrittenFile | null
}

/**
 * Makes a lot effective: its debtors are judged again by the same terms (who paid, agreed or was suspended since then falls out),
 * their debts are marked, the inclusions are asked for, and the file is written.
 */
export async function confirmLot(context: LotContext, id: bigint): Promise<Confirmed> {
  const { tx, municipalityId, actor, now } = context
  requireEverywhere(actor)
  const lot = await lockSimulated(tx, municipalityId, id)
  const bureau = await lockBureau(tx, municipalityId, lot.bureau_id)
  if (!bureau.isActive) throw errors.E_BUREAUS_INACTIVE({ code: bureau.code })
  const today = await todayIn(tx, municipalityId)
  const figures = await selectAgain(tx, { municipalityId, lot, bureau, today })
  if (figures.listings === 0) throw errors.E_BUREAUS_LOT_EMPTY({ number: lot.number })
  await query(
    tx,
    `update bureaus_lots set state = 'confirmed', decided_at = ?, decided_by = ? where id = ?`,
    [now, actor.name, id]
  )
  await include(context, { lot, bureau, today })
  const [file = null] = await writeFiles(context, { bureau, today, lotId: id })
  return { ...lot, ...figures, bureau: bureau.name, file }
}

interface Deciding {
  readonly municipalityId: bigint
  readonly lot: Lot
  readonly bureau: Bureau
  readonly today: CivilDate
}

async function selectAgain(
  tx: Tx,
  { municipalityId, lot, bureau, today }: Deciding
): Promise<LotFigures> {
  const rows = await query<{ id: bigint }>(
    tx,
    'select distinct customer_id as id from bureaus_listings where municipality_id = ? and lot_id = ?',
    [municipalityId, lot.id]
  )
  const loaded = await loadPack(lot.pack_id, tx)
  // Of another day: what is in force today judges, within the places of the lot.
  const isOfToday = await isPackOf(tx, lot.id, today)
  const pack = isOfToday ? loaded : await listingPack(tx, municipalityId, today)
  const { groups, districts, localities } = JSON.parse(lot.terms) as ListingTerms
  const terms = { ...listingTerms(pack, today), groups, districts, localities }
  const debtorIds = rows.map(({ id }) => id)
  const selecting = { municipalityId, today, pack, terms, bureau, debtorIds }
  const selected = await selectDebtors(tx, selecting)
  const [before] = await query<{ examined: number; left_out: number }>(
    tx,
    'select examined, left_out from bureaus_lots where id = ?',
    [lot.id]
  )
  await query(
    tx,
    `delete from bureaus_listings where municipality_id = ? and lot_id = ? and state = 'simulated'`,
    [municipalityId, lot.id]
  )
  const written = await writeSelection(tx, { municipalityId, lotId: lot.id, bureau }, selected)
  const figures = {
    ...written,
    examined: before!.examined,
    leftOut: before!.left_out + written.leftOut,
  }
  await keepFigures(tx, lot.id, figures)
  return figures
}

async function isPackOf(tx: Tx, lotId: bigint, today: CivilDate): Promise<boolean> {
  const [row] = await query<{ same: boolean }>(
    tx,
    'select selected_on = ?::date as same from bureaus_lots where id = ?',
    [today, lotId]
  )
  return row!.same
}

/** The listings of a lot are asked for, and their debts marked. */
async function include(
  { tx, municipalityId, actor, now, participate }: LotContext,
  { lot, bureau, today }: Omit<Deciding, 'municipalityId'>
): Promise<void> {
  await query(
    tx,
    `with chosen as (
       update bureaus_listings set state = 'selected', listed_on = ?
        where municipality_id = ? and lot_id = ? and state = 'simulated' returning *),
     debts as (
       update bureaus_debts d set state = 'selected' from chosen c where d.listing_id = c.id)
     insert into bureaus_movements (municipality_id, bureau_id, listing_id, lot_id, customer_id, premise_id, operation,
       debt_count, amount_cents, created_on, created_at, created_by, is_by_hand, state)
     select municipality_id, bureau_id, id, lot_id, customer_id, premise_id, 'inclusion', debt_count, amount_cents, ?, ?, ?,
            false, 'waiting'
       from chosen order by id`,
    [...[today, municipalityId, lot.id], ...[today, now, actor.name]]
  )
  const debts = await query<{ type: string; id: bigint }>(
    tx,
    `select d.origin_type as type, d.origin_id as id from bureaus_debts d join bureaus_listings l on l.id = d.listing_id
      where l.municipality_id = ? and l.lot_id = ?`,
    [municipalityId, lot.id]
  )
  await setMarks(
    tx,
    { municipalityId, participate },
    {
      kind: bureau.purpose === 'protest' ? 'protested' : 'listed',
      ...{ source: { type: LOT, id: lot.id }, origins: debts, on: today },
    }
  )
}
