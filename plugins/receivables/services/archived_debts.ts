import type { ArchiveKeep, ArchivePart } from '#core/archive/index'

const ITEMS = 'receivables_items'

const keep = (code: string, table: string, reason: string, when: string): ArchiveKeep => ({
  ...{ code, table, reason, when },
})

const KEEPS: readonly ArchiveKeep[] = [
  keep('open', ITEMS, 'Está em aberto: falta pagar, cancelar ou baixar.', `row.state = 'open'`),
  keep(
    'in_plan',
    ITEMS,
    'Está em parcelamento, ou o parcelamento acabou há pouco.',
    `exists (select from receivables_arranged_items a join receivables_arrangements r on r.id = a.arrangement_id
              where a.item_id = row.id and (r.ended_on is null or r.ended_on >= :since))`
  ),
  keep(
    'recently_paid',
    'receivables_settlements',
    'Foi paga há pouco: o pagamento ainda pode ser estornado ou pedido de volta.',
    'row.posted_on >= :since'
  ),
  keep(
    'recently_withdrawn',
    ITEMS,
    'Foi cancelada, substituída ou baixada há pouco.',
    'row.withdrawn_on >= :since'
  ),
  keep(
    'marked',
    'receivables_marks',
    'Uma cobrança ainda vale: negativação, protesto, dívida ativa, execução ou acordo.',
    `row.until is null and row.kind <> 'noticed'`
  ),
]

/**
 * What the debts of some origin give to the dead file: their items, settlements and marks go with it, and what is still owed,
 * may still be undone or has somewhere to go keeps it.
 * @param table the origins' own table
 */
export function archivedDebts(
  originType: string,
  table: string
): { readonly parts: readonly ArchivePart[]; readonly keeps: readonly ArchiveKeep[] } {
  const ofOrigin = `part.origin_type = '${originType}' and part.origin_id = owner.id`
  return {
    parts: [
      { table: ITEMS, of: table, on: ofOrigin },
      { table: 'receivables_settlements', of: ITEMS, on: 'part.item_id = owner.id' },
      { table: 'receivables_marks', of: table, on: ofOrigin },
    ],
    keeps: [
      ...KEEPS,
      keep(
        'credit',
        table,
        'Um crédito que ela gerou ainda não foi usado nem devolvido.',
        `exists (select from receivables_credits c where c.municipality_id = row.municipality_id
                  and c.origin_type = '${originType}' and c.origin_id = row.id and c.open_cents > 0)`
      ),
    ],
  }
}
