import type { CivilDate } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import type { ArrangedBatch, ArrangedItem, LateCents } from '../../domain/arranged.ts'
import type { MarkSource } from '../../domain/marks.ts'
import { errors } from '../../errors.ts'
import type { SettlementContext } from '../settlement_context.ts'
import { NO_LATE, arrangedItem, billedItems, closeItems } from './arrange_debts.ts'

type Context = Pick<SettlementContext, 'municipalityId' | 'participate'>

export interface Undoing {
  readonly source: MarkSource
  readonly on: CivilDate
  /** What each item is owed again; an item that is not named was paid through the arrangement. */
  readonly restored: ReadonlyMap<bigint, bigint>
  /** Of the late charges that it brought, what is given up: the delay counts again from the original dates. */
  readonly givenUp: LateCents
  /** Of the discount that it granted. */
  readonly lapsedCents: bigint
}

/**
 * Undoes an arrangement: what invoices still ask for it is withdrawn, and its items are owed again with their own dates, less
 * what was paid. Their papers are offered again. @throws E_RECEIVABLES_ARRANGEMENT_ENDED
 */
export async function restoreDebts(tx: Tx, ctx: Context, undoing: Undoing): Promise<void> {
  const { municipalityId } = ctx
  const { source, on, restored, givenUp, lapsedCents: discountCents } = undoing
  const arrangementId = await end(tx, municipalityId, { ...undoing, state: 'undone' })
  const items = await reopen(tx, municipalityId, { arrangementId, restored, on })
  const billed = await billedItems(tx, municipalityId, source)
  await closeItems(tx, municipalityId, { arrangementId, items: billed, on })
  const tell = (batch: Omit<ArrangedBatch, 'source' | 'on'>) =>
    ctx.participate<ArrangedBatch>('receivables.arranged', { source, on, ...batch })
  const interestCents = billed
    .filter(({ component }) => component === 'interest')
    .reduce((sum, { amountCents }) => sum + amountCents, 0n)
  await tell({ what: 'arranged', items: billed, late: NO_LATE, discountCents: 0n, interestCents })
  await tell({ what: 'restored', items, late: givenUp, discountCents, interestCents: 0n })
}

interface Reopening {
  readonly arrangementId: bigint
  readonly restored: ReadonlyMap<bigint, bigint>
  readonly on: CivilDate
}

async function reopen(
  tx: Tx,
  municipalityId: bigint,
  { arrangementId, restored, on }: Reopening
): Promise<ArrangedItem[]> {
  const owed = [...restored].filter(([, cents]) => cents > 0n).sort(([a], [b]) => (a < b ? -1 : 1))
  const ids = owed.map(([id]) => id)
  const rows = await query<ArrangedItem>(
    tx,
    `update receivables_items i set state = 'open', open_cents = u.cents
       from unnest(?::bigint[], ?::bigint[]) as u (id, cents)
      where i.municipality_id = ? and i.id = u.id and i.state = 'arranged'
     returning ${arrangedItem}, u.cents as "amountCents"`,
    [ids, owed.map(([, cents]) => cents), municipalityId]
  )
  if (rows.length !== owed.length) throw errors.E_RECEIVABLES_ARRANGED_MEANWHILE()
  await copyRows(
    tx,
    'receivables_arranged_items',
    ['municipality_id', 'arrangement_id', 'item_id', 'amount_cents', 'arranged_on'],
    owed.map(([id, cents]) => [municipalityId, arrangementId, id, -cents, on])
  )
  await query(
    tx,
    `update receivables_documents d set state = 'live'
      where d.municipality_id = ? and d.state = 'covered'
        and d.id in (select document_id from receivables_document_items where item_id = any(?::bigint[]))`,
    [municipalityId, ids]
  )
  return rows
}

interface Ending {
  readonly source: MarkSource
  readonly on: CivilDate
  readonly state: 'undone' | 'honoured'
  readonly givenUp?: LateCents
}

async function end(tx: Tx, municipalityId: bigint, ending: Ending): Promise<bigint> {
  const { source, on, state, givenUp = NO_LATE } = ending
  const [row] = await query<{ id: bigint }>(
    tx,
    `update receivables_arrangements set state = ?, ended_on = ?, given_up_cents = ?
      where municipality_id = ? and source_type = ? and source_id = ? and state = 'standing' returning id`,
    [
      ...[state, on, givenUp.fine + givenUp.interest + givenUp.correction],
      ...[municipalityId, source.type, source.id],
    ]
  )
  if (!row) throw errors.E_RECEIVABLES_ARRANGEMENT_ENDED()
  return row.id
}

/** The arrangement was paid whole: what passed to it is settled. @throws E_RECEIVABLES_ARRANGEMENT_ENDED */
export async function honourArrangement(
  tx: Tx,
  ctx: Context,
  { source, on }: { readonly source: MarkSource; readonly on: CivilDate }
): Promise<void> {
  const id = await end(tx, ctx.municipalityId, { source, on, state: 'honoured' })
  await tellOf(tx, ctx, { id, source, on, what: 'honoured' })
}

/** A payment of it was undone: it stands again. */
export async function reopenArrangement(
  tx: Tx,
  ctx: Context,
  { source, on }: { readonly source: MarkSource; readonly on: CivilDate }
): Promise<void> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `update receivables_arrangements set state = 'standing', ended_on = null
      where municipality_id = ? and source_type = ? and source_id = ? and state = 'honoured' returning id`,
    [ctx.municipalityId, source.type, source.id]
  )
  if (row) await tellOf(tx, ctx, { id: row.id, source, on, what: 'reopened' })
}

interface Told {
  readonly id: bigint
  readonly source: MarkSource
  readonly on: CivilDate
  readonly what: 'honoured' | 'reopened'
}

async function tellOf(tx: Tx, ctx: Context, { id, source, on, what }: Told): Promise<void> {
  const items = await query<ArrangedItem>(
    tx,
    `select ${arrangedItem}, sum(a.amount_cents)::bigint as "amountCents"
       from receivables_arranged_items a join receivables_items i on i.id = a.item_id
      where a.arrangement_id = ? group by i.id having sum(a.amount_cents) > 0 order by i.id`,
    [id]
  )
  await ctx.participate<ArrangedBatch>('receivables.arranged', {
    ...{ what, on, source, items, late: NO_LATE, discountCents: 0n, interestCents: 0n },
  })
}
