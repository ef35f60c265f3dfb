import { query } from '#core/database/index'
import {
  type Classifying,
  decideFamilies,
  doubtCandidates,
  keepBenefits,
  loseBenefits,
} from './classify.ts'
import { dropFamilies } from './erase.ts'

export interface FamiliesFigures {
  readonly kept: number
  readonly matched: number
  readonly doubts: number
  readonly unmatched: number
  readonly unfit: number
  readonly lost: number
  readonly returned: number
}

/** Once all lines are searched: the file takes the place of the former one of its programme and every family gets its fate. */
export async function finishFamilies(one: Classifying): Promise<FamiliesFigures> {
  const { tx, municipalityId, fileId, programme } = one
  await query(tx, `select pg_advisory_xact_lock(hashtext('registry.social/' || ?))`, [
    String(municipalityId),
  ])
  const former = await query<{ id: bigint }>(
    tx,
    `update registry_social_files set status = 'replaced'
      where municipality_id = ? and programme = ? and status = 'done' returning id`,
    [municipalityId, programme]
  )
  await dropFamilies(tx, { files: former.map(({ id }) => id), now: one.now })
  const { returned } = await keepBenefits(one)
  await doubtCandidates(one)
  await decideFamilies(one)
  const lost = await loseBenefits(one)
  // Of sure families the units that were found say nothing more.
  await query(
    tx,
    `delete from registry_social_candidates c using registry_social_families f
      where f.id = c.family_id and f.file_id = ? and f.fate <> 'doubt'`,
    [fileId]
  )
  const [figures] = await query<FamiliesFigures>(
    tx,
    `update registry_social_files x set status = 'done', lost = ?, returned = ?, kept = n.kept, matched = n.matched,
            doubts = n.doubts, unmatched = n.unmatched, unfit = n.unfit, rejected = n.rejected
       from (select ${FATES.map((fate) => `(count(*) filter (where fate = '${fate}'))::int as ${columnOf(fate)}`).join(', ')}
               from registry_social_families where file_id = ?) n
      where x.id = ? returning x.kept, x.matched, x.doubts, x.unmatched, x.unfit, x.lost, x.returned`,
    [lost, returned, fileId, fileId]
  )
  return figures!
}

const FATES = ['kept', 'matched', 'doubt', 'unmatched', 'unfit', 'rejected'] as const
const columnOf = (fate: (typeof FATES)[number]) => (fate === 'doubt' ? 'doubts' : fate)
