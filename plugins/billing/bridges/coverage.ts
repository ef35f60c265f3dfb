import { type Tx, query } from '#core/database/index'
import { type Bridge, type BridgeScope, MOST_DOCUMENTS, oncePerClosing } from '#core/reports/index'
import { loadOfGroup } from '#plugins/readings/api'
import { premisesOfBridge } from './premises_of_bridge.ts'
import { setsOfClosing } from './sets_of_closing.ts'

interface Run {
  readonly state: 'running' | 'done'
}

/** Every premise of the load has its invoice, zero ones too, or stands in a parked set; before the run is done it waits. */
const coverage: Bridge = {
  name: 'billing.coverage',
  title: 'Imóveis da carga',
  unit: 'count',
  async terms(tx, scope) {
    const { isBilled, items, invoiced, exempt, parked } = await coverageOf(tx, scope)
    const done = new Set([...invoiced, ...exempt, ...parked])
    const waiting = isBilled ? 0 : [...items.keys()].filter((id) => !done.has(id)).length
    return [
      { name: 'invoices', label: 'Com fatura', sign: '+', value: BigInt(invoiced.length) },
      { name: 'exempt', label: 'Isentos, sem fatura', sign: '+', value: BigInt(exempt.length) },
      { name: 'parked', label: 'Em conjuntos retidos', sign: '+', value: BigInt(parked.length) },
      { name: 'waiting', label: 'Ainda não faturados', sign: '+', value: BigInt(waiting) },
      { name: 'premises', label: 'Imóveis da carga', sign: '=', value: BigInt(items.size) },
    ]
  },
  async documents(tx, scope) {
    const { isBilled, items, invoiced, exempt, parked } = await coverageOf(tx, scope)
    const times = new Map([...items.keys()].map((id) => [id, 0]))
    for (const id of [...invoiced, ...exempt, ...parked]) times.set(id, (times.get(id) ?? 0) + 1)
    const uneven = [...times].flatMap(([id, count]) => {
      const right = items.has(id) ? 1 : 0
      const left = !isBilled && count === 0 ? right : count
      return left === right ? [] : [{ id, left: BigInt(left), right: BigInt(right) }]
    })
    const told = uneven.slice(0, MOST_DOCUMENTS)
    const premises = await premisesOfItems(
      tx,
      told.map(({ id }) => id)
    )
    return told.map(({ id, left, right }) => ({ ...premises(id), left, right }))
  },
}

/** Premises of items, of the load or not. */
async function premisesOfItems(tx: Tx, ids: readonly bigint[]) {
  const rows = await query<{ id: bigint; premise_id: bigint }>(
    tx,
    'select id, premise_id from readings_load_items where id = any(?::bigint[])',
    [ids]
  )
  const premiseOf = new Map(rows.map((row) => [row.id, row.premise_id]))
  const named = await premisesOfBridge(tx, [...premiseOf.values()])
  return (id: bigint) =>
    named.get(premiseOf.get(id) ?? 0n) ?? { title: `Item ${id} da carga`, path: null }
}

const coverageOf = (tx: Tx, scope: BridgeScope) =>
  oncePerClosing(scope, 'billing.coverage_sets', async () => {
    const { municipalityId, billingGroupId, reference } = scope
    const load = await loadOfGroup(tx, municipalityId, billingGroupId, reference)
    const sets = load ? await setsOfClosing(tx, scope, load.id) : []
    const runs = await query<Run>(
      tx,
      'select state from billing_runs where municipality_id = ? and billing_group_id = ? and reference = ? and round > 0',
      [municipalityId, billingGroupId, reference]
    )
    const isBilled = runs.length > 0 && runs.every(({ state }) => state === 'done')
    const invoiced = await query<{ load_item_id: bigint }>(
      tx,
      `select i.load_item_id from billing_invoices i join billing_runs r on r.id = i.run_id
        where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ? and i.version = 1`,
      [municipalityId, billingGroupId, reference]
    )
    const parkedRows = await query<{ set_key: bigint }>(
      tx,
      `select distinct p.set_key from billing_parked p join billing_runs r on r.id = p.run_id
        where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ? and p.state <> 'solved'`,
      [municipalityId, billingGroupId, reference]
    )
    const exempt = await query<{ load_item_id: bigint }>(
      tx,
      `select u.load_item_id from billing_unbilled u join billing_runs r on r.id = u.run_id
        where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ?`,
      [municipalityId, billingGroupId, reference]
    )
    const items = new Set(sets.flatMap((set) => set.items.map(({ loadItemId }) => loadItemId)))
    const parkedKeys = new Set(parkedRows.map((row) => row.set_key))
    return {
      ...{ isBilled, items },
      invoiced: invoiced.map((row) => row.load_item_id),
      exempt: exempt.map((row) => row.load_item_id),
      parked: sets
        .filter(({ setKey }) => parkedKeys.has(setKey))
        .flatMap((set) => set.items.map(({ loadItemId }) => loadItemId)),
    }
  })

export default coverage
