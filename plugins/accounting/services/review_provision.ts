import type { Actor } from '#core/actions/index'
import { type CivilDate, formatRefMonth, lastDay, refMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { ParticipantRefusal } from '#core/actions/index'
import { PROVISION_POSTING } from '../configuration/parameters.ts'
import { type EventName, type LedgerEvent, factsOf } from '../domain/event.ts'
import { errors } from '../errors.ts'
import { postEvents } from './post_events.ts'

interface Reviewing {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly actor: Actor
  readonly at: Date
  readonly accepts: boolean
  readonly opinion: string | null
}

export interface ProvisionRow {
  readonly id: bigint
  readonly reference: string
  readonly provision_cents: bigint
  readonly former_cents: bigint
  readonly author_id: bigint | null
}

/** Accepts a provision, which posts it, or sets it aside; never who computed it (AC-061). */
export async function reviewProvision(
  tx: Tx,
  { municipalityId, id, actor, at, accepts, opinion }: Reviewing
): Promise<ProvisionRow> {
  const [found] = await query<ProvisionRow>(
    tx,
    `select * from accounting_provisions where municipality_id = ? and id = ? and state = 'computed' for update`,
    [municipalityId, id]
  )
  if (!found) throw errors.E_ACCOUNTING_PROVISION_STATE({ id })
  if (found.author_id !== null && found.author_id === actor.userId) {
    const what = `a provisão de ${formatRefMonth(refMonth(found.reference))}`
    throw errors.E_ACCOUNTING_SAME_PERSON({ what })
  }
  if (accepts) await postProvision(tx, municipalityId, found)
  await query(
    tx,
    `update accounting_provisions set state = ?, reviewed_by_id = ?, reviewed_by = ?, reviewed_at = ?, opinion = ?,
            posted_cents = case when ? then provision_cents - former_cents end where id = ?`,
    [accepts ? 'posted' : 'discarded', actor.userId, actor.name, at, opinion, accepts, id]
  )
  return found
}

async function postProvision(tx: Tx, municipalityId: bigint, found: ProvisionRow): Promise<void> {
  const postedOn: CivilDate = lastDay(refMonth(found.reference))
  const way = await parameterWithin<string>(tx, {
    ...{ key: PROVISION_POSTING, municipalityId, date: postedOn },
  })
  const issues = await postEvents(tx, {
    ...{ municipalityId, postedOn, events: eventsOf(found, way), isStrict: true },
  })
  if (issues.length) throw new ParticipantRefusal('accounting.provision', issues)
}

function eventsOf(found: ProvisionRow, way: string): LedgerEvent[] {
  const { provision_cents: now, former_cents: before } = found
  const event = (name: EventName, amountCents: bigint): LedgerEvent => ({
    facts: factsOf(name, {}),
    amountCents,
    ...{ beneficiaryId: null, sourceType: 'accounting.provisions', sourceId: found.id },
    ...{ sourceLine: null, reference: found.reference },
  })
  if (way === 'reverse') {
    return [event('provision_reversed', before), event('provision_recorded', now)]
  }
  return now >= before
    ? [event('provision_recorded', now - before)]
    : [event('provision_reversed', before - now)]
}
