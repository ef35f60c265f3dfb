import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { DebtOrigin, MarkKind, MarkSource, MarkedBatch } from '../../domain/marks.ts'
import type { SettlementContext } from '../settlement_context.ts'

type Marking = Pick<SettlementContext, 'municipalityId' | 'participate'>

export interface NewMarks {
  readonly kind: MarkKind
  readonly source: MarkSource
  readonly origins: readonly DebtOrigin[]
  readonly on: CivilDate
}

/**
 * Marks debts; those that the source marked before stay as they are. The participants of `receivables.marked` are told of the
 * new ones. @returns how many are new
 */
export function setMarks(tx: Tx, ctx: Marking, marks: NewMarks): Promise<number> {
  const { kind, source, origins, on } = marks
  const of = origins.map((origin) => ({ sourceId: source.id, origin }))
  return setMarksBySource(tx, ctx, { kind, sourceType: source.type, marks: of, on })
}

export interface NewMarksBySource extends Pick<NewMarks, 'kind' | 'on'> {
  readonly sourceType: string
  readonly marks: readonly { readonly sourceId: bigint; readonly origin: DebtOrigin }[]
}

/** As `setMarks`, each debt by a source of its own: one statement for a whole batch. */
export async function setMarksBySource(
  tx: Tx,
  ctx: Marking,
  { kind, sourceType, marks, on }: NewMarksBySource
): Promise<number> {
  const rows = await query<MarkRow>(
    tx,
    `insert into receivables_marks (municipality_id, origin_type, origin_id, kind, source_type, source_id, since)
     select ?, o.type, o.id, ?, ?, o.source, ?::date
       from (select distinct * from unnest(?::text[], ?::bigint[], ?::bigint[]) as u (type, id, source)) o
      order by o.type, o.id, o.source
     on conflict (municipality_id, origin_type, origin_id, kind, source_type, source_id) where until is null do nothing
     returning ${MARK}`,
    [
      ...[ctx.municipalityId, kind, sourceType, on],
      ...[marks.map(({ origin }) => origin.type), marks.map(({ origin }) => origin.id)],
      marks.map(({ sourceId }) => sourceId),
    ]
  )
  return tell(ctx, { on, what: 'set' }, rows)
}

/** Ends every mark that some sources of one type set. @returns how many ended now */
export async function liftMarksOfSources(
  tx: Tx,
  ctx: Marking,
  lifted: Pick<LiftedMarks, 'on' | 'why'> & {
    readonly sourceType: string
    readonly sourceIds: readonly bigint[]
  }
): Promise<number> {
  const { sourceType, sourceIds, on, why } = lifted
  const rows = await query<MarkRow>(
    tx,
    `update receivables_marks m set until = greatest(?::date, m.since), why = ?
      where m.municipality_id = ? and m.source_type = ? and m.source_id = any(?::bigint[]) and m.until is null
      returning ${MARK}`,
    [on, why, ctx.municipalityId, sourceType, sourceIds]
  )
  return tell(ctx, { on, what: 'lifted' }, rows)
}

export interface LiftedMarks {
  readonly source: MarkSource
  /** Of one kind only; without it, every mark of the source. */
  readonly kind?: MarkKind
  /** Of these debts only; without them, of all that the source marked. */
  readonly origins?: readonly DebtOrigin[]
  readonly on: CivilDate
  /** In words, as its history shows it. */
  readonly why: string
}

/** Ends marks that a source set; those that ended stay as they are. @returns how many ended now */
export async function liftMarks(tx: Tx, ctx: Marking, lifted: LiftedMarks): Promise<number> {
  const { source, kind, origins, on, why } = lifted
  const rows = await query<MarkRow>(
    tx,
    `update receivables_marks m set until = greatest(?::date, m.since), why = ?
      where m.municipality_id = ? and m.source_type = ? and m.source_id = ? and m.until is null
        and (?::text is null or m.kind = ?)
        and (?::text[] is null or exists (select from unnest(?::text[], ?::bigint[]) as o (type, id)
              where o.type = m.origin_type and o.id = m.origin_id))
      returning ${MARK}`,
    [
      ...[on, why, ctx.municipalityId, source.type, source.id, kind ?? null, kind ?? null],
      ...[origins ? origins.map(({ type }) => type) : null],
      ...[origins ? origins.map(({ type }) => type) : null],
      ...[origins ? origins.map(({ id }) => id) : null],
    ]
  )
  return tell(ctx, { on, what: 'lifted' }, rows)
}

/** A mark that stands. */
export interface StandingMark {
  readonly kind: MarkKind
  readonly origin: DebtOrigin
  readonly source: MarkSource
  readonly since: CivilDate
}

/** The marks that stand on some debts. */
export async function marksOf(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  origins: readonly DebtOrigin[]
): Promise<StandingMark[]> {
  const rows = await query<MarkRow & { since: CivilDate }>(
    tx,
    `select ${MARK}, since from receivables_marks m
       join unnest(?::text[], ?::bigint[]) as o (type, id) on o.type = m.origin_type and o.id = m.origin_id
      where m.municipality_id = ? and m.until is null order by m.id`,
    [origins.map(({ type }) => type), origins.map(({ id }) => id), municipalityId]
  )
  return rows.map((row) => ({ ...markOf(row), since: row.since }))
}

interface MarkRow {
  readonly kind: MarkKind
  readonly origin_type: string
  readonly origin_id: bigint
  readonly source_type: string
  readonly source_id: bigint
}

const MARK = 'kind, origin_type, origin_id, source_type, source_id'

const markOf = (row: MarkRow) => ({
  kind: row.kind,
  origin: { type: row.origin_type, id: row.origin_id },
  source: { type: row.source_type, id: row.source_id },
})

async function tell(
  ctx: Marking,
  batch: Pick<MarkedBatch, 'on' | 'what'>,
  rows: readonly MarkRow[]
): Promise<number> {
  if (rows.length) {
    await ctx.participate<MarkedBatch>('receivables.marked', { ...batch, marks: rows.map(markOf) })
  }
  return rows.length
}
