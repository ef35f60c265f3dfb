import type { ArchiveKeep, ArchivePart } from '#core/archive/index'

/**
 * What the debts of some origin give to the dead file: their items, settlements and ended marks go with it, and what is still
 * owed, may still be undone or has somewhere to go keeps it.
 * @param table the origins' own table
 */
export function archivedDebts(
  originType: string,
  table: string
): { readonly parts: readonly ArchivePart[]; readonly keeps: readonly ArchiveKeep[] } {
  const ofOrigin = `part.origin_type = '${originType}' and part.origin_id = owner.id`
  const items = 'receivables_items'
  const keep = (code: string, of: string, reason: string, when: string) => ({
    ...{ code, table: of, reason, when },
  })
  return {
    parts: [
      { table: items, of: table, on: ofOrigin },
      { table: 'receivables_settlements', of: items, on: 'part.item_id = owner.id' },
      { table: 'receivables_marks', of: table, on: ofOrigin },
    ],
    keeps: [
      keep('open', items, 'Está em aberto: falta pagar, cancelar ou baixar.', `row.state = 'open'`),
      keep(
        'in_plan',
        items,
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
        items,
        'Foi cancelada, substituída ou baixada há pouco.',
        'row.withdrawn_on >= :since'
      ),
      keep(
        'marked',
        'receivables_marks',
        'Uma cobrança ainda vale: negativação, protesto, dívida ativa, execução ou acordo.',
        `row.until is null and row.kind <> 'noticed'`
      ),
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
