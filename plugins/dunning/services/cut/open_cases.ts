import type { Tx } from '#core/database/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { indexSearchAll } from '#core/records/index'
import { requestOrders } from '#plugins/services/api'
import { missingParts } from '../../domain/case_parts.ts'
import { supportCents } from '../../domain/cut_debts.ts'
import type { CutLevel } from '../../domain/cut_policy.ts'
import { errors } from '../../errors.ts'
import { type Bench, type Judgement, allowedFrom } from './judge.ts'
import { endCases } from './standing_cases.ts'

export const CASES = 'dunning.cases'
const REQUESTER = 'Cobrança'

export interface Opening {
  readonly level: CutLevel
  readonly runId: bigint | null
  readonly by: string
}

interface Opened {
  readonly id: bigint
  readonly premiseId: bigint
}

/**
 * Opens the cases of candidates that were allowed, freezes what each rests on, and asks their orders: an order without a complete
 * case is not made. @throws E_DUNNING_CASE_INCOMPLETE @returns the cases
 */
export async function openCases(
  tx: Tx,
  bench: Bench,
  { judgements, ...opening }: Opening & { readonly judgements: readonly Judgement[] }
): Promise<bigint[]> {
  if (!judgements.length) return []
  for (const judgement of judgements) requireParts(bench, judgement)
  const { municipalityId, on } = bench
  // Numbers follow each other without a gap, and the quota of a day is counted once.
  await lockCases(tx, municipalityId)
  await endCases(tx, municipalityId, {
    ...{ ids: judgements.flatMap(({ candidate }) => candidate.previousId ?? []), on },
    ...{ state: 'followed', why: `Seguido pelo ${opening.level}º nível de corte` },
  })
  const opened = await insertCases(tx, bench, { judgements, ...opening })
  const byPremise = new Map(judgements.map((one) => [one.candidate.premiseId, one]))
  await insertDebts(tx, municipalityId, opened, byPremise)
  const { service } = bench.policy[`level_${opening.level}`]
  const orders = await requestOrders(
    tx,
    { municipalityId, on, by: opening.by },
    opened.map(({ id, premiseId }) => {
      const { candidate, debts } = byPremise.get(premiseId)!
      const amount = formatMoney(supportCents(debts))
      return {
        ...{ type: service, premiseId, origin: { type: CASES, id }, requester: REQUESTER },
        reason: `Corte por débito: notificação ${candidate.number}, ${amount} em aberto`,
        customerMessage: bench.policy.message,
      }
    })
  )
  const orderOf = new Map(orders.map(({ premiseId, id }) => [premiseId, id]))
  await query(
    tx,
    `update dunning_cases c set order_id = u.order_id from unnest(?::bigint[], ?::bigint[]) as u (id, order_id) where c.id = u.id`,
    [opened.map(({ id }) => id), opened.map(({ premiseId }) => orderOf.get(premiseId)!)]
  )
  const ids = opened.map(({ id }) => id)
  await indexSearchAll(tx, CASES, municipalityId, ids)
  return ids
}

/** Who opens cases at the same time waits for its turn. */
export const lockCases = (tx: Tx, municipalityId: bigint) =>
  query(tx, `select pg_advisory_xact_lock(hashtextextended('dunning.cases', ?))`, [municipalityId])

function requireParts(bench: Bench, { candidate, debts, facts, because }: Judgement): void {
  const missing = missingParts({
    ...{ deliveredOn: candidate.deliveredOn, allowedFrom: allowedFrom(bench, candidate) },
    ...{ supportCents: supportCents(debts), facts, because, message: bench.policy.message },
  })
  if (missing.length) {
    throw errors.E_DUNNING_CASE_INCOMPLETE({
      notice: candidate.number,
      missing: missing.join(', '),
    })
  }
}

function insertCases(
  tx: Tx,
  bench: Bench,
  { judgements, level, runId }: Opening & { readonly judgements: readonly Judgement[] }
): Promise<Opened[]> {
  const { municipalityId, on, pack, knownUntil, policy } = bench
  const column = <T>(of: (judgement: Judgement) => T) => judgements.map(of)
  return query<Opened>(
    tx,
    `insert into dunning_cases (municipality_id, year, sequence, premise_id, debtor_id, notice_id, level, previous_id,
       opened_on, amount_cents, pack_id, facts, rule, because, allowed_from, known_until, message, run_id)
     select ?, extract(year from ?::date),
            (select coalesce(max(sequence), 0) from dunning_cases where municipality_id = ? and year = extract(year from ?::date))
              + w.place, w.premise, w.debtor, w.notice, ?, w.previous, ?, w.cents, ?, w.facts, w.rule, w.because, w.allowed, ?, ?, ?
       from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
              ?::date[]) with ordinality as w (premise, debtor, notice, previous, cents, facts, rule, because, allowed, place)
      order by w.place
     returning id, premise_id as "premiseId"`,
    [
      ...[municipalityId, on, municipalityId, on, level, on, pack.id],
      ...[knownUntil, policy.message, runId],
      ...[column(({ candidate }) => candidate.premiseId), column((one) => one.candidate.debtorId)],
      ...[column(({ candidate }) => candidate.noticeId), column((one) => one.candidate.previousId)],
      ...[column(({ debts }) => supportCents(debts)), column(({ facts }) => facts)],
      ...[column(({ rule }) => rule), column(({ because }) => because)],
      column(({ candidate }) => allowedFrom(bench, candidate)),
    ]
  )
}

async function insertDebts(
  tx: Tx,
  municipalityId: bigint,
  opened: readonly Opened[],
  byPremise: ReadonlyMap<bigint, Judgement>
): Promise<void> {
  const rows = opened.flatMap(({ id, premiseId }) =>
    byPremise.get(premiseId)!.debts.map((debt) => ({ ...debt, id, premiseId }))
  )
  await query(
    tx,
    `insert into dunning_case_debts (municipality_id, case_id, premise_id, origin_type, origin_id, number, reference, due_on,
       noticed_cents, open_cents, cut_cents, standing)
     select ?, * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::date[], ?::bigint[],
       ?::bigint[], ?::bigint[], ?::text[])`,
    [
      ...[municipalityId, rows.map(({ id }) => id), rows.map(({ premiseId }) => premiseId)],
      ...[rows.map(({ originType }) => originType), rows.map(({ originId }) => originId)],
      ...[rows.map(({ number }) => number), rows.map(({ reference }) => reference)],
      ...[rows.map(({ dueOn }) => dueOn), rows.map(({ noticedCents }) => noticedCents)],
      ...[rows.map(({ openCents }) => openCents), rows.map(({ cutCents }) => cutCents)],
      rows.map(({ standing }) => standing),
    ]
  )
}
