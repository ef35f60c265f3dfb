import { type Tx, query } from '#core/database/index'
import { supportCents } from '../../domain/cut_debts.ts'
import type { CutLevel } from '../../domain/cut_policy.ts'
import type { Bench, Judgement } from './judge.ts'

interface Run {
  readonly municipalityId: bigint
  readonly levels: readonly CutLevel[]
}

/** What earlier runs said of some levels makes room for what this one says. */
export const forgetJudgements = (tx: Tx, { municipalityId, levels }: Run) =>
  query(
    tx,
    'delete from dunning_cut_judgements where municipality_id = ? and level = any(?::smallint[])',
    [municipalityId, [...levels]]
  )

interface Kept {
  readonly level: CutLevel
  readonly runId: bigint
  readonly judged: readonly Judgement[]
}

/** What a run said of each candidate, made or only looked at: who may be cut, and why the others are left out. */
export function keepJudgements(
  tx: Tx,
  { municipalityId, on }: Bench,
  { level, runId, judged }: Kept
) {
  const column = <T>(of: (one: Judgement) => T) => judged.map(of)
  return query(
    tx,
    `insert into dunning_cut_judgements (municipality_id, run_id, level, judged_on, notice_id, is_allowed, reason, because, debts,
       amount_cents, is_blocked, protection)
     select ?, ?, ?, ?::date, * from unnest(?::bigint[], ?::boolean[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::boolean[], ?::text[])`,
    [
      ...[municipalityId, runId, level, on],
      ...[column(({ candidate }) => candidate.noticeId), column(({ isAllowed }) => isAllowed)],
      ...[column(({ reason }) => reason), column(({ because }) => because)],
      column(({ debts }) => debts.filter(({ standing }) => standing === 'supports').length),
      ...[
        column(({ debts }) => supportCents(debts)),
        column(({ candidate }) => candidate.isBlocked),
      ],
      column(({ candidate }) => candidate.protection),
    ]
  )
}
