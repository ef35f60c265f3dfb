import { type Tx, query } from '#core/database/index'
import type { RecoveryAnswer, RecoveryBatch, RecoveryStep } from '#plugins/receivables/api'
import { LEFT_OUT } from '../../domain/step_reasons.ts'
import type { Performing } from './perform_steps.ts'

type AskedRow = Omit<RecoveryStep, 'origins'> & {
  readonly kind: RecoveryBatch['kind']
  readonly origin_types: string[]
  readonly origin_ids: string[]
}

export interface Answered {
  readonly performed: number
  readonly leftOut: number
}

type Asking = Pick<Performing, 'municipalityId' | 'on' | 'runId' | 'participate'>

/** Asks other modules for what only they make, all of a run at once, and keeps what each answered. */
export async function askOthers(tx: Tx, asking: Asking): Promise<Answered> {
  const { municipalityId, on, runId, participate } = asking
  const rows = await query<AskedRow>(
    tx,
    `select s.id, s.kind, s.debtor_id as "debtorId", s.premise_id as "premiseId",
            array_agg(d.origin_type order by d.id) as origin_types, array_agg(d.origin_id order by d.id) as origin_ids
       from dunning_steps s join dunning_step_debts d on d.step_id = s.id
      where s.municipality_id = ? and s.run_id = ? and s.state = 'asked' group by s.id order by s.id`,
    [municipalityId, runId]
  )
  const answers = new Map<bigint, RecoveryAnswer>()
  for (const [kind, some] of Map.groupBy(rows, (row) => row.kind)) {
    const batch: RecoveryBatch = { kind, on, runId, steps: some.map(stepOf), answers }
    await participate<RecoveryBatch>('receivables.recovering', batch)
  }
  const told = rows.map(({ id }) => answers.get(id) ?? { leftOut: LEFT_OUT.nobody })
  await keep(tx, asking, { ids: rows.map(({ id }) => id), told })
  const performed = told.filter((one) => 'id' in one).length
  return { performed, leftOut: told.length - performed }
}

const stepOf = ({ id, debtorId, premiseId, origin_types: types, origin_ids: ids }: AskedRow) => ({
  ...{ id, debtorId, premiseId },
  origins: types.map((type, index) => ({ type, id: BigInt(ids[index]!) })),
})

async function keep(
  tx: Tx,
  { municipalityId, on }: Asking,
  { ids, told }: { readonly ids: readonly bigint[]; readonly told: readonly RecoveryAnswer[] }
): Promise<void> {
  const made = told.map((one) => ('id' in one ? one : null))
  await query(
    tx,
    `update dunning_steps s set state = case when u.reason is null then 'performed' else 'left_out' end, reason = u.reason,
            performed_on = case when u.reason is null then ?::date end, result_type = u.type, result_id = u.result, result = u.title
       from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[]) as u (id, type, result, title, reason)
      where s.municipality_id = ? and s.id = u.id`,
    [
      ...[on, ids, made.map((one) => one?.type ?? null), made.map((one) => one?.id ?? null)],
      ...[made.map((one) => one?.title ?? null)],
      ...[told.map((one) => ('leftOut' in one ? one.leftOut : null)), municipalityId],
    ]
  )
}
