import { type Tx, query } from '#core/database/index'

/** An item as it was issued: what it was worth, and what its first document asked for after credits. */
export interface IssuedItem {
  readonly id: bigint
  readonly chargeType: string
  readonly category: string | null
  readonly component: string
  readonly beneficiaryId: bigint
  readonly amountCents: bigint
  readonly askedCents: bigint
  readonly withheldCents: bigint
  readonly isSevered: boolean
}

export interface IssuedOrigin {
  readonly originId: bigint
  /** The first document that asked for it. */
  readonly documentId: bigint
  /** The first that asked for what was severed from the rest; null where nothing was. */
  readonly severedId?: bigint | null
}

const ITEM = `i.id, i.charge_type as "chargeType", i.category, i.component, i.beneficiary_id as "beneficiaryId",
  i.amount_cents as "amountCents", i.withheld_cents as "withheldCents", i.is_severed as "isSevered",
  coalesce(di.amount_cents, 0) as "askedCents"`

/** The items of one origin in the order in which they were issued. */
export async function issuedItems(
  tx: Tx,
  municipalityId: bigint,
  { originType, originId, documentId, severedId }: IssuedOrigin & { readonly originType: string }
): Promise<IssuedItem[]> {
  return query<IssuedItem>(
    tx,
    `select ${ITEM}
       from receivables_items i
       left join receivables_document_items di on di.item_id = i.id and di.document_id = any(?::bigint[])
      where i.municipality_id = ? and i.origin_type = ? and i.origin_id = ? order by i.id`,
    [severedId ? [documentId, severedId] : [documentId], municipalityId, originType, originId]
  )
}

/** As `issuedItems`, for many origins at once. */
export async function issuedItemsOf(
  tx: Tx,
  municipalityId: bigint,
  {
    originType,
    origins,
  }: { readonly originType: string; readonly origins: readonly IssuedOrigin[] }
): Promise<ReadonlyMap<bigint, IssuedItem[]>> {
  const rows = await query<IssuedItem & { originId: bigint }>(
    tx,
    `select ${ITEM}, i.origin_id as "originId"
       from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as o (origin_id, document_id, severed_id)
       join receivables_items i on i.municipality_id = ? and i.origin_type = ? and i.origin_id = o.origin_id
       left join receivables_document_items di on di.item_id = i.id and di.document_id in (o.document_id, o.severed_id)
      order by i.id`,
    [
      origins.map(({ originId }) => originId),
      origins.map(({ documentId }) => documentId),
      origins.map(({ severedId }) => severedId ?? null),
      ...[municipalityId, originType],
    ]
  )
  return Map.groupBy(rows, ({ originId }) => originId)
}

/** What some origins were issued with, seen from each table, in cents. */
export interface IssuedTotals {
  readonly documents: bigint
  /** Lines of those documents. */
  readonly lines: bigint
  /** What the items were worth when issued: their amount less the credits that paid of it at once. */
  readonly items: bigint
  /** What of the items the payer keeps as tax. */
  readonly withheld: bigint
}

/** As `issuedTotals`, origin by origin: those whose documents, lines and items say different sums tell which they are. */
export async function issuedTotalsByOrigin(
  tx: Tx,
  municipalityId: bigint,
  {
    originType,
    origins,
  }: { readonly originType: string; readonly origins: readonly IssuedOrigin[] }
): Promise<ReadonlyMap<bigint, IssuedTotals>> {
  const papers = origins.flatMap(({ originId, documentId, severedId }) => [
    { originId, id: documentId },
    ...(severedId ? [{ originId, id: severedId }] : []),
  ])
  const ofOrigin = [municipalityId, originType, origins.map(({ originId }) => originId)]
  const rows = await query<IssuedTotals & { readonly originId: bigint }>(
    tx,
    `with papers as (select * from unnest(?::bigint[], ?::bigint[]) as p (origin_id, id)),
     told as (
       select p.origin_id, d.amount_cents as documents, 0 as lines, 0 as items, 0 as withheld
         from papers p join receivables_documents d on d.municipality_id = ? and d.id = p.id
       union all
       select p.origin_id, 0, l.amount_cents, 0, 0
         from papers p join receivables_document_items l on l.municipality_id = ? and l.document_id = p.id
       union all
       select origin_id, 0, 0, amount_cents, withheld_cents from receivables_items
        where municipality_id = ? and origin_type = ? and origin_id = any(?::bigint[])
       union all
       select origin_id, 0, 0, -amount_cents, 0 from receivables_credit_uses
        where municipality_id = ? and origin_type = ? and origin_id = any(?::bigint[]) and amount_cents > 0)
     select origin_id as "originId", sum(documents)::bigint as documents, sum(lines)::bigint as lines,
            sum(items)::bigint as items, sum(withheld)::bigint as withheld
       from told group by origin_id`,
    [
      ...[papers.map(({ originId }) => originId), papers.map(({ id }) => id)],
      ...[municipalityId, municipalityId, ...ofOrigin, ...ofOrigin],
    ]
  )
  return new Map(rows.map((row) => [row.originId, row]))
}

/** The first documents of some origins, their lines, and their items, each summed from its own table. */
export async function issuedTotals(
  tx: Tx,
  municipalityId: bigint,
  {
    originType,
    origins,
  }: { readonly originType: string; readonly origins: readonly IssuedOrigin[] }
): Promise<IssuedTotals> {
  const documentIds = origins.flatMap(({ documentId, severedId }) =>
    severedId ? [documentId, severedId] : [documentId]
  )
  const originIds = origins.map(({ originId }) => originId)
  const ofOrigin = [municipalityId, originType, originIds]
  const [row] = await query<IssuedTotals>(
    tx,
    `select (select coalesce(sum(amount_cents), 0) from receivables_documents
              where municipality_id = ? and id = any(?::bigint[]))::bigint as documents,
            (select coalesce(sum(amount_cents), 0) from receivables_document_items
              where municipality_id = ? and document_id = any(?::bigint[]))::bigint as lines,
            ((select coalesce(sum(amount_cents), 0) from receivables_items
               where municipality_id = ? and origin_type = ? and origin_id = any(?::bigint[]))
           - (select coalesce(sum(amount_cents), 0) from receivables_credit_uses
               where municipality_id = ? and origin_type = ? and origin_id = any(?::bigint[])
                 and amount_cents > 0))::bigint as items,
            (select coalesce(sum(withheld_cents), 0) from receivables_items
              where municipality_id = ? and origin_type = ? and origin_id = any(?::bigint[]))::bigint as withheld`,
    [
      ...[municipalityId, documentIds, municipalityId, documentIds],
      ...[...ofOrigin, ...ofOrigin, ...ofOrigin],
    ]
  )
  return row!
}
