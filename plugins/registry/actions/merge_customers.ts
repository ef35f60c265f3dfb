import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'
import { pairInside } from '../services/duplicates_view.ts'
import { errors } from '../errors.ts'
import { correctFindings } from '../services/quality_findings.ts'
import { type Merged, mergeCustomers } from '../services/merge_customers.ts'

const mergeInput = vine.create({
  kept_id: rowId(),
  merged_id: rowId(),
  choices: vine.record(vine.enum(['kept', 'merged'] as const)).optional(),
})

/** Two records of one customer become one; what pointed to the other points to the one that stays. */
export const mergeCustomersAction: Action<Infer<typeof mergeInput>, Merged> = {
  name: 'registry.customers.merge',
  title: 'Unificar clientes',
  permission: 'registry.merge',
  input: mergeInput,
  labels: { kept_id: 'Cliente que fica', merged_id: 'Cliente que é unificado' },
  reason: 'optional',
  subject: (_, { kept }) => ({ type: 'registry.customers', id: kept.id }),
  async run(context, { kept_id: kept, merged_id: merged, choices }) {
    const pair = { keptId: BigInt(kept), mergedId: BigInt(merged) }
    const done = await mergeCustomers(context, pair, choices ?? {})
    await correctFindings(context, { recordType: 'registry.customers', recordId: pair.keptId })
    context.emit('registry.customers_merged', {
      kept_id: String(pair.keptId),
      merged_id: String(pair.mergedId),
      merge_id: String(done.mergeId),
    })
    return done
  },
  describe: (_, { kept, merged, moved }) =>
    `Unificou ${merged.name} (código ${format.registration(merged.code)}) com ${kept.name}: ` +
    (moved ? `registros que passaram para este cadastro: ${moved}` : 'nada apontava para o outro'),
  trail: (_, { mergeId, kept, merged }) => ({
    merge: String(mergeId),
    kept: String(kept.id),
    merged: String(merged.id),
  }),
}

const pairInput = vine.create({ id: rowId() })

interface Dismissed {
  readonly id: bigint
  readonly first: string
  readonly second: string
}

/** Two customers that look alike are not the same: the pair does not come back. */
export const dismissPairAction: Action<Infer<typeof pairInput>, Dismissed> = {
  name: 'registry.duplicates.dismiss',
  title: 'Não são a mesma pessoa',
  permission: 'registry.merge',
  input: pairInput,
  reason: 'none',
  subject: (_, { id }) => ({ type: 'registry.customers', id }),
  async run({ tx, municipalityId, actor, now }, { id }) {
    const inside = pairInside(actor)
    const [pair] = await query<Dismissed>(
      tx,
      `update registry_duplicate_pairs d set status = 'not_same', decided_at = ?, decided_by = ?
         from registry_customers a, registry_customers b
        where d.municipality_id = ? and d.id = ? and d.status <> 'merged' and a.id = d.first_id and b.id = d.second_id${inside.sql}
        returning d.first_id as id, a.name as first, b.name as second`,
      [now, actor.name, municipalityId, id, ...inside.bindings]
    )
    if (!pair) throw errors.E_REGISTRY_PAIR_UNKNOWN({ id })
    return pair
  },
  describe: (_, { first, second }) => `${first} e ${second} não são a mesma pessoa`,
}
