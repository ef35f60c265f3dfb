import type { Tx } from '#core/database/index'
import type { NoticeTerms } from '../configuration/parameters.ts'
import type { WantedNotice } from './find_notices.ts'
import type { NoticeStep } from './notice_policy.ts'
import { issuingOf } from './notice_terms.ts'
import { type Issuing, writeNotices } from './write_notices.ts'

type Shared = Pick<Issuing, 'municipalityId' | 'on' | 'packId' | 'runId' | 'participate'> & {
  readonly terms: NoticeTerms
}

/** Writes what was found, each notice by the step of the policy that its premise goes by: one set for each policy. */
export async function issueNotices(
  tx: Tx,
  { terms, ...shared }: Shared,
  wanted: readonly WantedNotice[]
): Promise<{ readonly id: bigint; readonly step: NoticeStep }[]> {
  const written: { id: bigint; step: NoticeStep }[] = []
  for (const [step, some] of Map.groupBy(wanted, (one) => one.step)) {
    const issuing = { ...issuingOf(terms, step), ...shared }
    const made = await writeNotices(
      tx,
      issuing,
      some.map(({ kind, premise, debtorId, debts }) => ({
        ...{ kind, premiseId: premise.premiseId, debtorId, debts },
      }))
    )
    written.push(...made.map(({ id }) => ({ id, step })))
  }
  return written
}
