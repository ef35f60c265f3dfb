import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { type ComposedFile, composeFile, fileName } from '../domain/compose_file.ts'
import type { Layout } from '../domain/layout.ts'
import { errors } from '../errors.ts'
import type { Bureau } from './bureaus.ts'
import {
  type MovementRow,
  entryOf,
  operationOf,
  sharedValues,
  waitingMovements,
} from './file_values.ts'
import type { LotContext } from './lots.ts'
import { holdUnchecked } from './layout_checks.ts'
import { layoutInForce } from './terms.ts'

export interface WrittenFile {
  readonly id: bigint
  readonly name: string
  readonly sequence: number
  readonly sha256: string
  readonly movements: number
  readonly lines: number
  readonly totalCents: bigint
  /** Left out of it, with the reason in their own note. */
  readonly refused: number
}

interface Writing {
  /** Locked. */
  readonly bureau: Bureau
  readonly today: CivilDate
  /** Only of this lot; null: all that waits. */
  readonly lotId: bigint | null
}

type FileContext = Pick<LotContext, 'tx' | 'municipalityId' | 'actor' | 'now'>

/**
 * Writes the movements of a bureau that wait into its next files, by its layout in force and those of what it takes back, and keeps
 * them. What a layout cannot hold stays waiting, with the reason; so do removals whose own layout nobody compared with the manual.
 */
export async function writeFiles(context: FileContext, writing: Writing): Promise<WrittenFile[]> {
  const { tx, municipalityId } = context
  const { bureau, today, lotId } = writing
  const held = await holdUnchecked(tx, { municipalityId, bureau, today })
  const mayGo = ({ operation }: MovementRow) => held.every((one) => one.operation !== operation)
  const every = await waitingMovements(tx, municipalityId, { bureauId: bureau.id, lotId })
  const waiting = every.filter(mayGo)
  if (waiting.length === 0) return []
  const main = await layoutInForce(tx, { municipalityId, key: bureau.layout }, today)
  const { removals } = main.layout
  const keyOf = ({ operation }: MovementRow): string => {
    if (!removals || (operation !== 'cancellation' && operation !== 'exclusion'))
      return bureau.layout
    return removals[operation]
  }
  const files: WrittenFile[] = []
  for (const [key, rows] of Map.groupBy(waiting, keyOf)) {
    const used =
      key === bureau.layout ? main : await layoutInForce(tx, { municipalityId, key }, today)
    const next = { ...bureau, lastSequence: bureau.lastSequence + files.length }
    const file = await writeOne(context, { ...writing, bureau: next, rows, ...used })
    if (file) files.push(file)
  }
  return files
}

interface WritingOne extends Writing {
  readonly rows: readonly MovementRow[]
  readonly layout: Layout
  readonly versionId: bigint
}

async function writeOne(
  context: FileContext,
  { bureau, today, lotId, rows: waiting, layout, versionId }: WritingOne
): Promise<WrittenFile | null> {
  const { tx, municipalityId } = context
  const known = await leaveWithoutProtocol(tx, layout, waiting)
  const rows = await leaveByHand(tx, layout, known)
  if (rows.length === 0) return null
  const sequence = bureau.lastSequence + 1
  if (sequence > 999_999) throw errors.E_BUREAUS_SEQUENCE({ code: bureau.code })
  const shared = await sharedValues(tx, { municipalityId, bureau, sequence, today })
  const file = composeFile(
    layout,
    shared,
    rows.map((row) => entryOf(row, layout))
  )
  await noteRefused(tx, file)
  if (file.entries.length === 0) return null
  const name = nameOf(layout, { bureau, sequence, today })
  return keep(context, { bureau, today, lotId, layout: versionId, file, name, sequence })
}

const NO_PROTOCOL =
  'O cartório ainda não informou o protocolo do título: a retirada vai no arquivo seguinte ao retorno.'

/** What is taken back by a protocol that the office did not tell yet waits for it. */
async function leaveWithoutProtocol(
  tx: Tx,
  layout: Layout,
  rows: readonly MovementRow[]
): Promise<readonly MovementRow[]> {
  const isByProtocol =
    layout.operations.inclusion === '' &&
    layout.debt.some(({ source }) => source === 'debt.protocol')
  const without = rows.filter(({ protocol }) => isByProtocol && protocol === null)
  if (without.length) {
    await query(
      tx,
      `update bureaus_movements set waits_for = 'protocol', note = ? where id = any(?::bigint[])`,
      [NO_PROTOCOL, without.map(({ id }) => id)]
    )
  }
  return rows.filter((row) => !without.includes(row))
}

/** What the files of a bureau have no word for is told to it by a person; the rest goes. */
async function leaveByHand(
  tx: Tx,
  layout: Layout,
  rows: readonly MovementRow[]
): Promise<readonly MovementRow[]> {
  const goes = (row: MovementRow) => layout.operations[operationOf(row.operation)] !== ''
  const byHand = rows.filter((row) => !goes(row)).map(({ id }) => id)
  if (byHand.length) {
    await query(tx, 'update bureaus_movements set is_by_hand = true where id = any(?::bigint[])', [
      byHand,
    ])
  }
  return rows.filter(goes)
}

const nameOf = (
  layout: Layout,
  { bureau, sequence, today }: { bureau: Bureau; sequence: number; today: CivilDate }
) =>
  fileName(layout, {
    date: today,
    sequence,
    presenter: bureau.agreement['bureau.presenter'] ?? null,
  })

async function noteRefused(tx: Tx, { refused }: ComposedFile): Promise<void> {
  if (refused.length === 0) return
  await query(
    tx,
    `update bureaus_movements m set note = u.note, waits_for = null from unnest(?::bigint[], ?::text[]) as u (id, note) where m.id = u.id`,
    [refused.map(({ id }) => id), refused.map(({ message }) => message)]
  )
}

interface Keeping extends Writing {
  readonly layout: bigint
  readonly file: ComposedFile
  readonly name: string
  readonly sequence: number
}

async function keep(
  { tx, municipalityId, actor, now }: FileContext,
  { bureau, today, lotId, layout, file, name, sequence }: Keeping
): Promise<WrittenFile> {
  const stored = await storeFile(tx, {
    ...{ municipalityId, name, mediaType: 'text/plain', createdBy: actor.userId },
    content: new TextEncoder().encode(file.content),
  })
  const movements = file.entries.length
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into bureaus_files (municipality_id, bureau_id, lot_id, direction, sequence, file_object_id, file_name, sha256, state,
       movement_count, line_count, total_cents, made_at, made_by, layout_version)
     values (?, ?, ?, 'sent', ?, ?, ?, ?, 'generated', ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, bureau.id, lotId, sequence, stored.id, name, stored.sha256],
      ...[movements, file.lines, file.amountCents, now, actor.name, layout],
    ]
  )
  await query(tx, 'update bureaus_bureaus set last_sequence = ? where id = ?', [
    sequence,
    bureau.id,
  ])
  await markWritten(tx, { fileId: row!.id, file, today })
  const { lines, amountCents: totalCents, refused } = file
  return {
    ...{ id: row!.id, name, sequence, sha256: stored.sha256, movements, lines, totalCents },
    refused: refused.length,
  }
}

async function markWritten(
  tx: Tx,
  { fileId, file, today }: { fileId: bigint; file: ComposedFile; today: CivilDate }
): Promise<void> {
  await query(
    tx,
    `with written as (
       update bureaus_movements m set state = 'sent', file_id = ?, sent_on = ?, match_key = u.match_key, note = null, waits_for = null
         from unnest(?::bigint[], ?::text[]) as u (id, match_key) where m.id = u.id
        returning m.listing_id, m.operation),
     listings as (
       update bureaus_listings l set state = 'sent' from written w
        where l.id = w.listing_id and w.operation = 'inclusion' and l.state in ('selected', 'rejected') returning l.id)
     update bureaus_debts d set state = 'sent' from listings l where d.listing_id = l.id and d.ended_on is null`,
    [
      ...[fileId, today, file.entries.map(({ id }) => id)],
      file.entries.map((entry) => entry.matchKey),
    ]
  )
}
