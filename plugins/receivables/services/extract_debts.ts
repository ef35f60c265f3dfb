import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Actor } from '#core/actions/index'
import { andInside } from '#core/records/index'
import { errors } from '../errors.ts'

export interface ExtractSubject {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly premiseId: bigint | null
  readonly customerId: bigint | null
}

/** What one bill, charge or service still asks for, as people choose it. */
export interface ExtractDebt {
  readonly item_ids: bigint[]
  readonly reference: string
  readonly due_on: CivilDate
  readonly registration: string | null
  readonly number: string | null
  readonly open_cents: bigint
}

/** The open debts of a premise or of a customer, the oldest first: one row for each bill that asks for them. */
export function extractDebts(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, actor, premiseId, customerId }: ExtractSubject
): Promise<ExtractDebt[]> {
  const inside = andInside('i.premise_id', 'registry.premises', actor)
  const column = premiseId === null ? 'debtor_id' : 'premise_id'
  return query<ExtractDebt>(
    tx,
    `select array_agg(i.id order by i.id) as item_ids, i.reference, i.due_on, p.registration_number as registration,
            (select min(d.number) from receivables_document_items di join receivables_documents d on d.id = di.document_id
              where di.item_id = min(i.id) and d.kind = 'invoice') as number,
            sum(i.open_cents - i.withheld_cents)::bigint as open_cents
       from receivables_items i left join registry_premises p on p.id = i.premise_id
      where i.municipality_id = ? and i.${column} = ? and i.state = 'open' and i.open_cents > i.withheld_cents${inside.sql}
      group by i.origin_type, i.origin_id, i.is_severed, i.reference, i.due_on, p.registration_number
      order by i.due_on, i.reference limit 500`,
    [municipalityId, premiseId ?? customerId, ...inside.bindings]
  )
}

interface Chosen {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly itemIds: readonly bigint[]
}

/**
 * A paper for one person is of one debtor, and of premises that who asks for it may see.
 * Errors: E_RECEIVABLES_NOTHING_CHOSEN, E_RECEIVABLES_EXTRACT_DEBTORS.
 */
export async function requireOneDebtor(
  tx: Tx,
  { municipalityId, actor, itemIds }: Chosen
): Promise<void> {
  const inside = andInside('premise_id', 'registry.premises', actor)
  const [found] = await query<{ items: number; debtors: number }>(
    tx,
    `select count(*)::int as items, count(distinct debtor_id)::int as debtors from receivables_items
      where municipality_id = ? and id = any(?::bigint[])${inside.sql}`,
    [municipalityId, itemIds, ...inside.bindings]
  )
  if (found!.items < new Set(itemIds).size) throw errors.E_RECEIVABLES_NOTHING_CHOSEN()
  if (found!.debtors > 1) throw errors.E_RECEIVABLES_EXTRACT_DEBTORS()
}
