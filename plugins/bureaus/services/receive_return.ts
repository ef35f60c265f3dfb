import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { storable } from '#core/text/index'
import type { Layout } from '../domain/layout.ts'
import {
  type FileProblem,
  type LineProblem,
  type ReadReturn,
  type ReturnedLine,
  judgeAnswer,
  readReturn,
} from '../domain/read_return.ts'
import { type Answer, applyAnswers } from './apply_answers.ts'
import { type Bureau, lockBureau } from './bureaus.ts'
import { keepProtocols } from './keep_protocols.ts'
import { type LotContext, requireEverywhere } from './lots.ts'
import { layoutInForce } from './terms.ts'

const FILE_PROBLEMS: Readonly<Record<FileProblem, string>> = {
  empty: 'O arquivo está vazio.',
  foreign:
    'A primeira linha não é o cabeçalho do leiaute deste órgão: confira o órgão e o arquivo.',
  sequence: 'O cabeçalho não traz o número da remessa.',
  no_trailer: 'Falta a linha final: o arquivo veio cortado.',
  count: 'O número de linhas não é o que a linha final diz: o arquivo veio cortado ou alterado.',
}
const LINE_PROBLEMS: Readonly<Record<LineProblem, string>> = {
  width: 'A linha não tem as posições do leiaute.',
  kind: 'O começo da linha não é de nenhum registro do leiaute.',
  after_trailer: 'A linha vem depois da final.',
}

export interface Returned {
  readonly id: bigint
  readonly bureau: string
  readonly name: string
  readonly state: 'applied' | 'repeated' | 'rejected'
  readonly reason: string | null
  readonly applied: number
  readonly unknown: number
}

interface Receiving {
  readonly bureauId: bigint
  readonly fileObjectId: bigint
}

/**
 * Judges a returned file and applies each answer to its movement. The same bytes again change nothing; a file that is cut or of
 * another layout is kept and not applied; a bad line never stops the good ones.
 */
export async function receiveReturn(
  context: LotContext,
  { bureauId, fileObjectId }: Receiving
): Promise<Returned> {
  const { tx, municipalityId, actor } = context
  requireEverywhere(actor)
  const bureau = await lockBureau(tx, municipalityId, bureauId)
  const today = await todayIn(tx, municipalityId)
  const where = { municipalityId, key: bureau.layout }
  const { layout, versionId } = await layoutInForce(tx, where, today)
  const stored = await readStoredFile(tx, municipalityId, fileObjectId)
  const read = readReturn(layout, storable(new TextDecoder('latin1').decode(stored.content)))
  const isRepeated = await wasApplied(tx, bureau.id, stored.sha256)
  const state = isRepeated ? 'repeated' : read.problem ? 'rejected' : 'applied'
  const reason = isRepeated
    ? 'O mesmo arquivo já foi processado: nada mudou.'
    : read.problem && FILE_PROBLEMS[read.problem]
  const file = { name: stored.name, sha256: stored.sha256, objectId: fileObjectId }
  const judging: Judging = { bureau, layout, versionId, read, file, state, reason, today }
  const id = await keepFile(context, judging)
  const counts = state === 'applied' ? await apply(context, id, judging) : NOTHING
  return { id, bureau: bureau.name, name: stored.name, state, reason, ...counts }
}

const NOTHING = { applied: 0, unknown: 0 } as const

async function wasApplied(tx: Tx, bureauId: bigint, sha256: string): Promise<boolean> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `select id from bureaus_files where bureau_id = ? and sha256 = ? and state = 'applied' limit 1`,
    [bureauId, sha256]
  )
  return row !== undefined
}

interface Judging {
  readonly bureau: Bureau
  readonly layout: Layout
  readonly versionId: bigint
  readonly read: ReadReturn
  readonly file: { readonly name: string; readonly sha256: string; readonly objectId: bigint }
  readonly state: Returned['state']
  readonly reason: string | null
  readonly today: CivilDate
}

async function keepFile(
  { tx, municipalityId, actor, now }: LotContext,
  { bureau, versionId, read, file, state, reason }: Judging
): Promise<bigint> {
  const movements = read.lines.filter(({ kind }) => kind === 'debt').length
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into bureaus_files (municipality_id, bureau_id, direction, sequence, file_object_id, file_name, sha256, state, reason,
       movement_count, line_count, made_at, made_by, layout_version)
     values (?, ?, 'returned', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, bureau.id, read.sequence, file.objectId, file.name, file.sha256, state],
      ...[reason, movements, read.lines.length, now, actor.name, versionId],
    ]
  )
  return row!.id
}

interface Found {
  readonly place: number
  readonly id: bigint
  readonly premise_id: bigint | null
  readonly listing_id: bigint
  readonly is_open: boolean
}

/** Each line with its movement: the last that was sent with the same key. */
async function findMovements(
  tx: Tx,
  bureauId: bigint,
  lines: readonly ReturnedLine[]
): Promise<ReadonlyMap<number, Found>> {
  const rows = await query<Found>(
    tx,
    `select distinct on (k.place) k.place::int as place, m.id, m.premise_id, m.listing_id, m.state = 'sent' as is_open
       from unnest(?::text[]) with ordinality as k (match_key, place)
       join bureaus_movements m on m.bureau_id = ? and m.match_key = k.match_key
      order by k.place, m.state = 'sent' desc, m.id desc`,
    [lines.map((line) => line.matchKey ?? ''), bureauId]
  )
  return new Map(rows.map((row) => [row.place, row]))
}

async function apply(
  { tx, municipalityId, actor, now, participate }: LotContext,
  fileId: bigint,
  { bureau, layout, read, today }: Judging
): Promise<Pick<Returned, 'applied' | 'unknown'>> {
  const lines = read.lines.filter(({ kind, problem }) => kind === 'debt' || problem !== null)
  const found = await findMovements(tx, bureau.id, lines)
  const answered = lines.map((line, index) => ({ line, movement: found.get(index + 1) ?? null }))
  const judged = answered.map(({ line, movement }) => judgeLine(layout, line, movement))
  const told = answered.flatMap(({ line: { raw, problem }, movement }) =>
    movement && problem === null ? [{ listingId: movement.listing_id, raw }] : []
  )
  await keepProtocols(tx, layout, told)
  const answers = answered.flatMap(({ line, movement }, index): Answer[] => {
    const { fate, answer } = judged[index]!
    if (fate !== 'applied' || answer === null) return []
    return [{ movementId: movement!.id, ...answer, codes: line.codes.join(' ') || null }]
  })
  await applyAnswers({ tx, municipalityId, actor, now, participate }, { bureau, answers, today })
  await query(
    tx,
    `insert into bureaus_return_lines (municipality_id, file_id, number, premise_id, movement_id, fate, codes, message, raw)
     select ?, ?, * from unnest(?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])`,
    [
      ...[municipalityId, fileId, lines.map(({ number }) => number)],
      ...[answered.map(({ movement }) => movement?.premise_id ?? null)],
      ...[answered.map(({ movement }) => movement?.id ?? null), judged.map(({ fate }) => fate)],
      ...[lines.map(({ codes }) => codes.join(' ') || null), judged.map(({ message }) => message)],
      lines.map(({ raw }) => raw),
    ]
  )
  const unknown = judged.filter(({ fate }) => fate === 'unknown' || fate === 'rejected').length
  await query(tx, 'update bureaus_files set applied_count = ?, unknown_count = ? where id = ?', [
    ...[answers.length, unknown, fileId],
  ])
  return { applied: answers.length, unknown }
}

interface JudgedLine {
  readonly fate: 'applied' | 'repeated' | 'unknown' | 'rejected'
  readonly message: string | null
  readonly answer: Pick<Answer, 'fate' | 'message'> | null
}

function judgeLine(layout: Layout, line: ReturnedLine, movement: Found | null): JudgedLine {
  if (line.problem) {
    return { fate: 'rejected', message: LINE_PROBLEMS[line.problem], answer: null }
  }
  if (!movement) {
    const message = 'Nenhum movimento enviado a este órgão tem esta chave.'
    return { fate: 'unknown', message, answer: null }
  }
  const answer = judgeAnswer(layout, line.codes)
  const { message } = answer
  // What an answered movement is told of later (a title that is protested, then cancelled) counts; the same again does not.
  const isLater = answer.fate !== 'accepted' && answer.fate !== 'rejected'
  return movement.is_open || isLater
    ? { fate: 'applied', message, answer }
    : { fate: 'repeated', message: 'Este movimento já tinha resposta.', answer: null }
}
