import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type RemovalLayout, removalLayouts } from './layout_checks.ts'

interface BureauRow {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly layout: string
  readonly simulated: bigint
  readonly standing: bigint
  readonly standing_cents: bigint
  readonly rejected: bigint
  readonly waiting: bigint
  readonly by_hand: bigint
  /** Removals that wait until a layout is compared with the manual. */
  readonly held: bigint
  readonly next_deadline: CivilDate | null
  readonly file_id: bigint | null
  readonly file_name: string | null
  readonly file_state: string | null
}

interface Unchecked {
  readonly bureau: BureauRow
  readonly layouts: readonly RemovalLayout[]
}

export interface DeskPage {
  readonly bureaus: readonly BureauRow[]
  readonly noticesToSend: bigint
  readonly unchecked: readonly Unchecked[]
}

/** Each bureau in use with its listings, what waits for a file or a person, the first term of a removal, and its last file. */
export async function deskPage(
  tx: Tx,
  municipalityId: bigint,
  today: CivilDate
): Promise<DeskPage> {
  const bureaus = await query<BureauRow>(
    tx,
    `select b.id, b.code, b.name, b.layout, l.simulated, coalesce(g.standing, 0) as standing,
            coalesce(g.standing_cents, 0)::bigint as standing_cents, coalesce(g.rejected, 0) as rejected,
            m.waiting, m.by_hand, m.held, m.next_deadline, f.id as file_id, f.file_name, f.state as file_state
       from bureaus_bureaus b
       cross join lateral (select count(*) as simulated from bureaus_lots where bureau_id = b.id and state = 'simulated') l
       left join lateral (
         select count(*) filter (where state <> 'rejected') as standing, count(*) filter (where state = 'rejected') as rejected,
                sum(amount_cents) filter (where state <> 'rejected') as standing_cents
           from bureaus_listings
          where bureau_id = b.id and state in ('selected', 'sent', 'accepted', 'in_notice', 'published', 'rejected')) g on true
       cross join lateral (
         select count(*) filter (where not is_by_hand) as waiting, count(*) filter (where is_by_hand) as by_hand,
                count(*) filter (where waits_for = 'layout') as held,
                min(deadline_on) as next_deadline
           from bureaus_movements where bureau_id = b.id and state = 'waiting') m
       left join lateral (
         select id, file_name, state from bureaus_files where bureau_id = b.id and direction = 'sent' order by sequence desc limit 1) f on true
      where b.municipality_id = ? and b.is_active order by b.name`,
    [municipalityId]
  )
  const [notices] = await query<{ n: bigint }>(
    tx,
    `select count(*) as n from bureaus_notices where municipality_id = ? and state = 'issued'`,
    [municipalityId]
  )
  const unchecked: Unchecked[] = []
  for (const bureau of bureaus) {
    const every = await removalLayouts(tx, { municipalityId, bureau, today })
    const layouts = every.filter(({ isChecked }) => !isChecked)
    if (layouts.length) unchecked.push({ bureau, layouts })
  }
  return { bureaus, noticesToSend: notices!.n, unchecked }
}
