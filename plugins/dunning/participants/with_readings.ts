import { todayIn } from '#core/access/index'
import { type Participant, type ParticipantContext, participate } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { parameterWithin, resolvePack } from '#core/configuration/index'
import type { FactsFreezing } from '#plugins/readings/api'
import { NOTICES, type NoticeTerms } from '../configuration/parameters.ts'
import { findNotices } from '../services/find_notices.ts'
import { issueNotices } from '../services/issue_notices.ts'
import { NOTICE_CONFIGURATION } from '../services/notice_policy.ts'
import { papersAtDoor } from '../services/papers_at_door.ts'

/** Issues the notices of who is to be read, so that the reader prints them with the bill (TR-3.2.9.8b). */
async function issueFor(
  context: ParticipantContext,
  premiseIds: readonly bigint[]
): Promise<boolean> {
  const { tx, municipalityId } = context
  const on = await todayIn(tx, municipalityId)
  const terms = await parameterWithin<NoticeTerms>(tx, { key: NOTICES, municipalityId, date: on })
  if (!terms.with_readings) return false
  const pack = await resolvePack(
    {
      ...{ municipalityId, from: on, until: on, knownAt: clock.now() },
      ...NOTICE_CONFIGURATION,
    },
    tx
  )
  const { wanted } = await findNotices(tx, {
    ...{ municipalityId, on, pack, premiseIds, isOnPaper: true },
  })
  await issueNotices(
    tx,
    {
      ...{ terms, municipalityId, on, packId: pack.id, runId: null },
      participate: (point, payload) => participate(point, payload, context),
    },
    wanted
  )
  return true
}

/** Notices that the reader prints at the door travel with the load, under `print`. */
export const noticesWithReadings: Participant<FactsFreezing> = {
  point: 'readings.facts_freezing',
  async run(context, { premiseIds, joined }) {
    if (!premiseIds.length || !(await issueFor(context, premiseIds))) return []
    const { tx, municipalityId } = context
    for (const [id, papers] of await papersAtDoor(tx, municipalityId, premiseIds)) {
      joined.set(id, { ...joined.get(id), dunning: { print: papers } })
    }
    return []
  },
}
