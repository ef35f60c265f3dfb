import { type Tx, copyRows, query, sha256, takeIds } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import {
  LETTERS,
  type LetterTerms,
  NOTICES,
  type NoticeTerms,
} from '../../configuration/parameters.ts'
import { extrajudicialDocument, letterDocument, reminderDocument } from '../../documents/index.ts'
import { isOfCutCycle } from '../../domain/due_steps.ts'
import { PAPER_KINDS, type StepKind, authorityOf } from '../../domain/policy.ts'
import { tellDebtors } from '../messages/tell_debtors.ts'
import { isMessage } from '../messages/within_reach.ts'
import { originKey, pairKey } from '../notice_debts.ts'
import { noticeStep } from '../notice_policy.ts'
import { issuingOf } from '../notice_terms.ts'
import { type Issuing, type NewNotice, writeNotices } from '../write_notices.ts'
import type { WantedStep } from './find_steps.ts'
import type { PolicyRun } from './run_policy.ts'
import type { OpenStep } from './step_history.ts'

const NOTICES_RECORD = 'dunning.notices'

export interface Performing extends PolicyRun {
  readonly runId: bigint
  readonly participate: <P>(point: string, payload: P) => Promise<Issue[]>
}

/** A step with its row: a new one, or one that somebody confirmed. */
export interface ReadyStep extends WantedStep {
  readonly id: bigint
  readonly isNew: boolean
}

/** With what became of it in this run. */
export interface MadeStep extends ReadyStep {
  readonly state: 'waiting' | 'asked' | 'performed'
  readonly noticeId?: bigint
}

interface Chunk {
  readonly wanted: readonly WantedStep[]
  /** Steps of the same premises that wait or were confirmed. */
  readonly open: readonly OpenStep[]
}

/** Amount that a step asks for: of a notice, what may be cut for. */
export const askedCents = ({ debts, notice }: Pick<WantedStep, 'debts' | 'notice'>): bigint =>
  debts.reduce((sum, debt) => sum + (notice ? debt.cutCents : debt.openCents), 0n)

const needsSomebody = (one: WantedStep): boolean => authorityOf(one.step, askedCents(one)) !== null

export const stepKey = ({ premise, debtorId, step }: Omit<WantedStep, 'debts' | 'since'>): string =>
  `${pairKey(premise.premiseId, debtorId)}/${step.id}`

/**
 * Performs the steps of a chunk: papers are written, what another module makes is asked for at the end of the run, and what somebody
 * has to confirm waits. Sets, whatever their number.
 */
export async function performSteps(tx: Tx, run: Performing, chunk: Chunk): Promise<MadeStep[]> {
  const { wanted, open } = chunk
  const known = new Map(open.map((one) => [`${one.pair}/${one.step}`, one]))
  const fresh = wanted.filter(
    (one) => !known.has(stepKey(one)) && (!isOfCutCycle(one.step) || needsSomebody(one))
  )
  const ids = await takeIds(tx, 'dunning_steps', fresh.length)
  const rows = fresh.map((one, index): ReadyStep => ({ ...one, id: ids[index]!, isNew: true }))
  const confirmed = wanted.flatMap((one): ReadyStep[] => {
    const row = known.get(stepKey(one))
    if (row?.state !== 'confirmed' || isOfCutCycle(one.step)) return []
    const debts = one.debts.filter(({ origin }) => row.origins.includes(originKey(origin)))
    return debts.length ? [{ ...one, debts, id: row.id, isNew: false }] : []
  })
  const waiting = rows.filter(needsSomebody)
  const ready = [...rows.filter((one) => !needsSomebody(one)), ...confirmed]
  const made = [
    ...waiting.map((one): MadeStep => ({ ...one, state: 'waiting' })),
    ...(await makeSteps(tx, run, ready)),
  ]
  await insertSteps(
    tx,
    run,
    made.filter(({ isNew }) => isNew)
  )
  await followConfirmed(
    tx,
    run,
    made.filter(({ isNew }) => !isNew)
  )
  return made
}

/** Papers are written at once; a request to sue is made by being confirmed. */
async function makeSteps(
  tx: Tx,
  run: Performing,
  ready: readonly ReadyStep[]
): Promise<MadeStep[]> {
  const made: MadeStep[] = ready
    .filter(({ step, notice }) => !notice && !PAPER_KINDS.includes(step.kind))
    .map((one) => ({ ...one, state: one.step.kind === 'judicial' ? 'performed' : 'asked' }))
  const papers = ready.filter(({ step, notice }) => notice || PAPER_KINDS.includes(step.kind))
  for (const some of Map.groupBy(papers, ({ step }) => step.id).values()) {
    const written = await writeNotices(tx, issuingFor(run, some[0]!), some.map(paperOf))
    if (isMessage(some[0]!.step)) {
      const ids = written.map(({ id }) => id)
      await tellDebtors(tx, run, ids)
    }
    const noticeOf = new Map(written.map((one) => [pairKey(one.premiseId, one.debtorId), one.id]))
    for (const one of some) {
      const noticeId = noticeOf.get(pairKey(one.premise.premiseId, one.debtorId))
      // Nothing is written of what asks for nothing.
      if (noticeId !== undefined) made.push({ ...one, state: 'performed', noticeId })
    }
  }
  return made
}

const paperOf = ({ notice, premise, debtorId, debts }: ReadyStep): NewNotice => ({
  ...{ kind: notice ?? 'letter', premiseId: premise.premiseId, debtorId, debts },
})

const PAPERS: Readonly<Partial<Record<StepKind, string>>> = {
  reminder: reminderDocument.name,
  letter: letterDocument.name,
  extrajudicial: extrajudicialDocument.name,
}

function issuingFor(run: Performing, { step, notice }: ReadyStep): Issuing {
  const { municipalityId, on, pack, key, runId, participate, versionId } = run
  const segment = pack.at(on)
  const shared = { municipalityId, on, packId: pack.id, runId, participate }
  if (notice) {
    return {
      ...issuingOf(segment.parameter<NoticeTerms>(NOTICES), noticeStep(pack, on, key)),
      ...shared,
    }
  }
  const terms = segment.parameter<LetterTerms>(LETTERS)
  return {
    ...{ ...shared, policyVersionId: versionId, step: step.id, feeCents: 0n, validDays: 0 },
    ...{ dueDays: terms.due_days, message: terms.message, showsBarcode: terms.shows_barcode },
    document: step.document ?? PAPERS[step.kind] ?? null,
  }
}

const STEP_COLUMNS = [
  ...['id', 'municipality_id', 'premise_id', 'debtor_id', 'policy_version_id', 'step', 'kind'],
  ...['title', 'debts_hash', 'debts', 'amount_cents', 'cost_cents', 'due_on', 'state', 'authority'],
  ...['performed_on', 'result_type', 'result_id', 'run_id'],
]

async function insertSteps(tx: Tx, run: Performing, made: readonly MadeStep[]): Promise<void> {
  const { municipalityId, on, versionId, runId } = run
  if (!made.length) return
  // What was left out is tried again, and told once.
  await query(
    tx,
    `delete from dunning_steps s using unnest(?::bigint[], ?::bigint[], ?::text[]) as u (premise, debtor, step)
      where s.municipality_id = ? and s.premise_id = u.premise and s.debtor_id = u.debtor and s.step = u.step
        and s.state = 'left_out'`,
    [
      ...[made.map(({ premise }) => premise.premiseId), made.map(({ debtorId }) => debtorId)],
      ...[made.map(({ step }) => step.id), municipalityId],
    ]
  )
  await copyRows(
    tx,
    'dunning_steps',
    STEP_COLUMNS,
    made.map((one) => {
      const { id, premise, debtorId, step, debts, since, state, noticeId } = one
      const { id: name, kind, title, cost_cents: cost } = step
      return [
        ...[id, municipalityId, premise.premiseId, debtorId, versionId, name, kind, title],
        ...[hashOf(one), debts.length, askedCents(one), cost, since, state],
        ...[authorityOf(step, askedCents(one)), state === 'performed' ? on : null],
        ...[noticeId === undefined ? null : NOTICES_RECORD, noticeId ?? null, runId],
      ]
    })
  )
  await copyRows(
    tx,
    'dunning_step_debts',
    [
      ...['municipality_id', 'step_id', 'premise_id', 'origin_type', 'origin_id', 'reference'],
      ...['due_on', 'cents'],
    ],
    made.flatMap(({ id, premise, debts, notice }) =>
      debts.map((debt) => [
        ...[municipalityId, id, premise.premiseId, debt.origin.type, debt.origin.id],
        ...[debt.reference, debt.dueOn, notice ? debt.cutCents : debt.openCents],
      ])
    )
  )
}

/** Of the debts that a step asks for, in whatever order they come. */
const hashOf = ({ debts }: ReadyStep): string =>
  sha256(
    debts
      .map(({ origin }) => originKey(origin))
      .toSorted()
      .join(',')
  )

async function followConfirmed(
  tx: Tx,
  { municipalityId, on, runId }: Performing,
  made: readonly MadeStep[]
): Promise<void> {
  if (!made.length) return
  await query(
    tx,
    `update dunning_steps s set state = u.state, run_id = ?, result_id = u.notice,
            performed_on = case when u.state = 'performed' then ?::date end,
            result_type = case when u.notice is not null then '${NOTICES_RECORD}' end
       from unnest(?::bigint[], ?::text[], ?::bigint[]) as u (id, state, notice)
      where s.municipality_id = ? and s.id = u.id and s.state = 'confirmed'`,
    [
      ...[runId, on, made.map(({ id }) => id), made.map(({ state }) => state)],
      ...[made.map(({ noticeId }) => noticeId ?? null), municipalityId],
    ]
  )
}
