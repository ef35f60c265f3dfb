import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Fate } from '../domain/layout.ts'
import { type ListingState, stateAfter } from '../domain/listing.ts'
import type { Bureau } from './bureaus.ts'
import { type RemovalContext, removeDebts } from './removals.ts'

/** What a bureau answered to a movement. */
export interface Answer {
  readonly movementId: bigint
  readonly fate: Fate
  readonly codes: string | null
  readonly message: string | null
}

interface Applying {
  readonly bureau: Pick<Bureau, 'noticeDays'>
  readonly answers: readonly Answer[]
  readonly today: CivilDate
}

interface Row {
  readonly id: bigint
  readonly listing_id: bigint
  readonly operation: 'inclusion' | 'update' | 'cancellation' | 'exclusion'
  readonly state: ListingState
}

/** Writes the answers and leads each listing, with its debts, to the state that they mean. */
export async function applyAnswers(
  context: RemovalContext,
  { bureau, answers, today }: Applying
): Promise<void> {
  const { tx, municipalityId } = context
  if (answers.length === 0) return
  const rows = await query<Row>(
    tx,
    `select m.id, m.listing_id, m.operation, l.state from bureaus_movements m join bureaus_listings l on l.id = m.listing_id
      where m.municipality_id = ? and m.id = any(?::bigint[]) for update of l`,
    [municipalityId, answers.map(({ movementId }) => movementId)]
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  await writeAnswers(tx, { answers, today })
  const next = new Map<bigint, { state: ListingState; message: string | null; fate: Fate }>()
  for (const { movementId, fate, message } of answers) {
    const { listing_id: id, operation, state } = byId.get(movementId)!
    const before = next.get(id)?.state ?? state
    const after = stateAfter({ operation, fate, state: before, noticeDays: bureau.noticeDays })
    next.set(id, { state: after, message, fate })
  }
  await leadListings(tx, { next, bureau, today })
  await endAtBureau(
    context,
    [...next].filter(([, { fate }]) => fate === 'ended').map(([id]) => id)
  )
}

async function writeAnswers(
  tx: Tx,
  { answers, today }: Pick<Applying, 'answers' | 'today'>
): Promise<void> {
  await query(
    tx,
    `update bureaus_movements m
        set state = case u.fate when 'rejected' then 'rejected' when 'informed' then m.state else 'accepted' end,
            answer_codes = u.codes, answer = u.message, answered_on = ?
       from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) as u (id, fate, codes, message) where m.id = u.id`,
    [
      ...[today, answers.map(({ movementId }) => movementId), answers.map(({ fate }) => fate)],
      ...[answers.map(({ codes }) => codes), answers.map(({ message }) => message)],
    ]
  )
}

interface Leading {
  readonly next: ReadonlyMap<bigint, { state: ListingState; message: string | null }>
  readonly bureau: Pick<Bureau, 'noticeDays'>
  readonly today: CivilDate
}

async function leadListings(tx: Tx, { next, bureau, today }: Leading): Promise<void> {
  const ids = [...next.keys()]
  const all = [...next.values()]
  const publishOn = bureau.noticeDays ? addDays(today, bureau.noticeDays) : null
  await query(
    tx,
    `with led as (
       update bureaus_listings l set state = u.state, answered_on = ?, answer = u.message,
              publish_on = case when u.state = 'in_notice' then ?::date else l.publish_on end
         from unnest(?::bigint[], ?::text[], ?::text[]) as u (id, state, message) where l.id = u.id returning l.id, l.state)
     update bureaus_debts d set state = led.state from led where d.listing_id = led.id and d.state <> led.state`,
    [...[today, publishOn, ids, all.map(({ state }) => state)], all.map(({ message }) => message)]
  )
}

/** What the bureau itself ended (paid or withdrawn at the notary): its debts leave too, and nothing more is asked of it. */
async function endAtBureau(context: RemovalContext, listingIds: readonly bigint[]): Promise<void> {
  if (listingIds.length === 0) return
  const rows = await query<{ id: bigint }>(
    context.tx,
    `select id from bureaus_debts where municipality_id = ? and listing_id = any(?::bigint[]) and ended_on is null`,
    [context.municipalityId, listingIds]
  )
  await removeDebts(
    context,
    rows.map(({ id }) => ({ debtId: id, cause: 'request' }))
  )
}
