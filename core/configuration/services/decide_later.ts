import { todayIn } from '#core/access/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { actHash } from '../chain.ts'
import { advanceEpoch, lockHead } from '../epoch.ts'
import { errors } from '../errors.ts'
import { requireOtherPerson, requireStatus } from '../version_guards.ts'
import { type Version, lockVersion } from '../versions.ts'
import { type DecideInput, microseconds } from './approve_version.ts'

type Act = 'ratified' | 'refused' | 'withdrawn'

/** Another person confirms an emergency version: it goes on as it is. @throws E_CONFIGURATION_NO_EMERGENCY */
export async function ratifyVersion(tx: Tx, input: DecideInput): Promise<void> {
  await decideEmergency(tx, input, 'ratified')
}

/**
 * Another person does not confirm an emergency version: from today on what was in force before it answers again. What was
 * computed with it keeps it.
 */
export async function refuseEmergency(tx: Tx, input: DecideInput): Promise<void> {
  await decideEmergency(tx, input, 'refused')
}

async function decideEmergency(tx: Tx, input: DecideInput, act: Act): Promise<void> {
  const head = await lockHead(tx)
  const version = await lockVersion(tx, input.versionId, input.municipalityId)
  const { id, number, isEmergency } = version
  if (!isEmergency || version.act !== null)
    throw errors.E_CONFIGURATION_NO_EMERGENCY({ id, number })
  requireOtherPerson(version, input.userId, input.forId)
  const stopsFrom = act === 'refused' ? await todayIn(tx, input.municipalityId, input.now) : null
  await writeAct(tx, version, { ...input, act, stopsFrom, head })
}

/**
 * Takes back an approved version before its first day: the date is free for another one.
 * @throws E_CONFIGURATION_STARTED once it is in force.
 */
export async function withdrawApproved(tx: Tx, input: DecideInput): Promise<void> {
  const head = await lockHead(tx)
  const version = await lockVersion(tx, input.versionId, input.municipalityId)
  requireStatus(version, 'approved')
  requireOtherPerson(version, input.userId, input.forId)
  const { id, number, from } = version
  if (version.act !== null || from! <= (await todayIn(tx, input.municipalityId, input.now))) {
    throw errors.E_CONFIGURATION_STARTED({ id, number, from: formatDate(from!) })
  }
  await writeAct(tx, version, { ...input, act: 'withdrawn', stopsFrom: from, head })
}

interface Writing extends DecideInput {
  readonly act: Act
  readonly stopsFrom: CivilDate | null
  readonly head: string | null
}

async function writeAct(tx: Tx, version: Version, writing: Writing): Promise<void> {
  const { act, stopsFrom, head, userId, forId = null, note = null, now } = writing
  const link = {
    ...{ act, stopsFrom, note, versionHash: version.hash!, userId: userId!, userForId: forId },
    ...{ decidedAt: microseconds(now), previousHash: head! },
  }
  const hash = actHash(link)
  await query(
    tx,
    `insert into configuration_acts
       (version_id, act, stops_from, user_id, user_for_id, note, decided_at, previous_hash, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [version.id, act, stopsFrom, userId, forId, note, now, head, hash]
  )
  await advanceEpoch(tx, hash)
}
