import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { type ShowContext, andInside, showValue } from '#core/records/index'
import {
  type CustomerRow,
  type MergePair,
  customersToMerge,
  differingFields,
  mergeEffects,
} from './merge_customers.ts'

interface Seeing {
  readonly seesPersonal: boolean
  readonly timeZone: string
}

type Context = Pick<ActionContext, 'tx' | 'actor' | 'municipalityId' | 'participate'>

/** Two customers side by side, with what would move if they became one. */
export async function mergeView(context: Context, pair: MergePair, seeing: Seeing) {
  const { tx, municipalityId } = context
  const [kept, merged] = await customersToMerge(tx, context.actor, pair)
  const show: ShowContext = { ...seeing, reference: () => undefined }
  const low = pair.keptId < pair.mergedId ? pair.keptId : pair.mergedId
  const high = low === pair.keptId ? pair.mergedId : pair.keptId
  const [queued] = await query<{ id: bigint; status: string; score: string }>(
    tx,
    'select id, status, score from registry_duplicate_pairs where municipality_id = ? and first_id = ? and second_id = ?',
    [municipalityId, low, high]
  )
  return {
    kept,
    merged,
    premises: {
      kept: await premisesOf(context, kept),
      merged: await premisesOf(context, merged),
    },
    fields: differingFields(kept, merged).map(({ field, proposed, ...values }) => ({
      name: field.name,
      label: field.label,
      proposed,
      kept: showValue(field, values.kept, show).text,
      merged: showValue(field, values.merged, show).text,
    })),
    effects: await mergeEffects(context, pair),
    queued: queued?.status === 'open' ? queued : null,
  }
}

interface HeldPremise {
  readonly id: bigint
  readonly registration_number: string
  readonly street: string
  readonly number: string | null
}

const MOST_PREMISES = 5

function premisesOf(
  { tx, actor, municipalityId }: Context,
  { id }: CustomerRow
): Promise<HeldPremise[]> {
  const inside = andInside('h.premise_id', 'registry.premises', actor)
  return query<HeldPremise>(
    tx,
    `select distinct on (p.id) p.id, p.registration_number, p.street, p.number
       from registry_holdings h join registry_premises p on p.id = h.premise_id
      where h.municipality_id = ? and h.customer_id = ?${inside.sql} order by p.id limit ?`,
    [municipalityId, id, ...inside.bindings, MOST_PREMISES]
  )
}
