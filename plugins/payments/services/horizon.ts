import { type CivilDate, addDays, formatDate, minDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { coveredThrough } from '../domain/expected_files.ts'
import { type Board, type BoardAgreement, expectedBoard } from './expected_board.ts'
import { pixAskedUntil } from './pix/reconciled_days.ts'
import { pixReconciledUntil } from './pix_horizon.ts'

type Reader = Pick<Tx, 'rawQuery'>

/** Up to which day all that an agreement received is known. */
export interface AgreementReach {
  readonly id: bigint
  /** Null: nothing is expected of it, and it holds nobody back. */
  readonly on: CivilDate | null
  /** In Portuguese, what has to come for the day to move; null when nothing is due. */
  readonly waitsFor: string | null
}

export interface CollectionHorizon {
  /** The last day of whose payments all are known; null when nothing is expected of any agreement, so that nobody knows. */
  readonly on: CivilDate | null
  readonly agreements: readonly AgreementReach[]
}

/**
 * The last day for which every agreement delivered its file, or declared no movement, and its Pix was found in the
 * statement and asked of the bank that registers its charges. A debt that could have been paid after it is not to be cut for (DECISIONS 49).
 */
export async function collectionHorizon(
  tx: Reader,
  municipalityId: bigint,
  on: CivilDate
): Promise<CollectionHorizon> {
  return horizonOf(tx, municipalityId, await expectedBoard(tx, municipalityId, { on }))
}

/** As `collectionHorizon`, of a board that was read already. */
export async function horizonOf(
  tx: Reader,
  municipalityId: bigint,
  board: Board
): Promise<CollectionHorizon> {
  const agreements: AgreementReach[] = []
  const asked = await pixAskedUntil(tx, municipalityId)
  for (const agreement of board.agreements) {
    const byFile = filesReach(agreement, board)
    const byPix = await pixReach(tx, municipalityId, { agreement, today: board.today })
    const byQuestion = asked?.agreementId === agreement.id ? askedReach(asked.on, agreement) : null
    const reaches = [byFile, byPix, byQuestion].filter((one) => one !== null)
    const on = reaches.length ? minDate(...dates(reaches)) : null
    const held = reaches.find((one) => one.on === on)
    agreements.push({ id: agreement.id, on, waitsFor: held?.waitsFor ?? null })
  }
  const known = agreements.flatMap(({ on }) => (on === null ? [] : [on]))
  return { on: known.length ? minDate(...(known as [CivilDate])) : null, agreements }
}

interface Reach {
  readonly on: CivilDate
  readonly waitsFor: string | null
}

const dates = (reaches: readonly Reach[]) => reaches.map(({ on }) => on) as [CivilDate]

function filesReach({ terms, files, code }: BoardAgreement, { banks }: Board): Reach | null {
  if (terms.rule === 'none' || terms.from === null) return null
  const missing = files.findIndex(({ state }) => state === 'late' || state === 'waiting')
  const last = files[(missing === -1 ? files.length : missing) - 1]
  const first = files[missing]
  return {
    on: coveredThrough(terms, banks, last?.day ?? addDays(terms.from, -1)),
    waitsFor: first ? `arquivo de ${formatDate(first.day)} do convênio ${code}` : null,
  }
}

const askedReach = (on: CivilDate, { code }: BoardAgreement): Reach => ({
  on,
  waitsFor: `Pix de ${formatDate(addDays(on, 1))} do convênio ${code}, ainda não perguntado ao banco`,
})

async function pixReach(
  tx: Reader,
  municipalityId: bigint,
  { agreement, today }: { readonly agreement: BoardAgreement; readonly today: CivilDate }
): Promise<Reach | null> {
  const { id, account, code, hasPix, pixFrom } = agreement
  if (!hasPix || pixFrom === null) return null
  const on = await pixReconciledUntil(tx, {
    ...{ municipalityId, agreementId: id, account, from: pixFrom, today },
  })
  return { on, waitsFor: `Pix de ${formatDate(addDays(on, 1))} do convênio ${code} no extrato` }
}
