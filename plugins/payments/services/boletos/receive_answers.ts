import { type CivilDate, clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Advice, SettlementContext } from '#plugins/receivables/api'
import { movementTitle, reasonsText } from '../../domain/boletos/movements.ts'
import { type BoletoTold, readBoletoPair } from '../../domain/boletos/return_reader.ts'
import { lineIdentity } from '../line_identity.ts'
import type { FileOfLines, LineResult, PaidLine, RawLine } from '../arriving_lines.ts'

interface KnownBoleto {
  readonly id: bigint
  readonly own_number: string
  readonly document_id: bigint
}

interface Answer {
  readonly line: RawLine
  readonly told: BoletoTold
  readonly boleto: KnownBoleto | null
}

interface Arriving {
  readonly file: FileOfLines
  readonly waiting: readonly RawLine[]
  receive(tx: Tx, ctx: SettlementContext, lines: readonly PaidLine[]): Promise<LineResult[]>
}

/** What a bank tells of boletos: payments settle, the rest changes where the boleto stands. A constant number of statements. */
export async function boletoAnswers(
  tx: Tx,
  ctx: SettlementContext,
  { file, waiting, receive }: Arriving
): Promise<LineResult[]> {
  const answers = await withBoletos(tx, file, waiting)
  const paid = answers.filter(({ told }) => told.news === 'paid' && told.event.paidCents > 0n)
  const settled = await receive(
    tx,
    ctx,
    paid.map((one) => ({
      ...{ id: one.line.id, number: one.line.number, advice: adviceOf(one, file) },
      unknownReason: one.boleto ? null : unknownText(one.told),
    }))
  )
  await saveNews(tx, answers)
  await saveOrders(tx, answers)
  return [...settled, ...answers.filter((one) => !paid.includes(one)).map(noted)]
}

async function withBoletos(
  tx: Tx,
  { agreementId }: FileOfLines,
  waiting: readonly RawLine[]
): Promise<Answer[]> {
  const read = waiting.flatMap((line) => {
    const { told } = readBoletoPair(line)
    return told ? [{ line, told }] : []
  })
  const boletos = await query<KnownBoleto>(
    tx,
    `select id, own_number, document_id from payments_boletos where agreement_id = ? and own_number = any(?::text[])`,
    [agreementId, read.map(({ told }) => ownNumberOf(told))]
  )
  const byNumber = new Map(boletos.map((boleto) => [boleto.own_number, boleto]))
  return read.map((one) => ({ ...one, boleto: byNumber.get(ownNumberOf(one.told)) ?? null }))
}

const ownNumberOf = ({ title }: BoletoTold): string => title.ownNumber.trim()

const unknownText = (told: BoletoTold): string =>
  `Nenhum boleto deste convênio tem o nosso número ${ownNumberOf(told)}.`

function adviceOf({ line, told: { title, event }, boleto }: Answer, file: FileOfLines): Advice {
  const paidOn = event.occurredOn!
  return {
    ...{ identity: lineIdentity(file, line), channel: 'boleto_return' },
    ...{ sourceType: 'payments.file_lines', sourceId: line.id },
    ...{ batch: `payments.files/${file.fileId}`, agentCode: file.agentCode },
    ...{ paidOn, creditedOn: event.creditedOn ?? paidOn, amountCents: event.paidCents },
    ...{ feeCents: title.feeCents, documentId: boleto?.document_id ?? null, barcode: null },
    ...{ endToEndId: null, txid: null, authentication: null },
  }
}

function noted({ line, told, boleto }: Answer): LineResult {
  const { id, number } = line
  const nothing = { amountCents: 0n, creditCents: 0n, outcome: null }
  if (!boleto) return { id, number, fate: 'rejected', reason: unknownText(told), ...nothing }
  return { id, number, fate: 'noted', reason: `${newsText(told)}.`, ...nothing }
}

function newsText({ title: { movement, reasons } }: BoletoTold): string {
  const why = reasonsText(reasons)
  return why === '' ? movementTitle(movement) : `${movementTitle(movement)}: ${why}`
}

const STATES: Readonly<Partial<Record<BoletoTold['news'], string>>> = {
  registered: 'registered',
  rejected: 'rejected',
  paid: 'paid',
  written_off: 'written_off',
}

/** Where each boleto stands after the file; of several messages of one, the last. */
async function saveNews(tx: Tx, answers: readonly Answer[]): Promise<void> {
  const last = new Map<bigint, { state: string | null; told: BoletoTold }>()
  for (const { boleto, told } of answers) {
    if (!boleto) continue
    const state = STATES[told.news] ?? last.get(boleto.id)?.state ?? null
    last.set(boleto.id, { state, told })
  }
  if (last.size === 0) return
  const rows = [...last.values()]
  await query(
    tx,
    `update payments_boletos b
        set state = case when b.state = 'paid' then b.state else coalesce(u.state, b.state) end, news = u.news, news_on = u.on_day,
            due_on = coalesce(u.due_on, b.due_on)
       from unnest(?::bigint[], ?::text[], ?::text[], ?::date[], ?::date[]) as u(id, state, news, on_day, due_on)
      where b.id = u.id`,
    [
      ...[[...last.keys()], rows.map(({ state }) => state), rows.map(({ told }) => newsText(told))],
      rows.map(({ told }) => told.event.occurredOn ?? today()),
      rows.map(({ told }) => (told.news === 'changed' ? told.title.dueOn : null)),
    ]
  )
}

const today = (): CivilDate => clock.now().toISOString().slice(0, 10) as CivilDate

const ANSWERED: readonly (readonly [BoletoTold['news'], string, readonly string[]])[] = [
  ['registered', 'confirmed', ['01']],
  ['rejected', 'rejected', ['01']],
  ['written_off', 'confirmed', ['02']],
  ['changed', 'confirmed', ['06']],
  ['instruction_rejected', 'rejected', ['02', '06']],
]

/** What was asked of the bank and is answered. */
async function saveOrders(tx: Tx, answers: readonly Answer[]): Promise<void> {
  const rows = answers.flatMap(({ boleto, told }) =>
    ANSWERED.filter(([news]) => boleto && news === told.news).flatMap(([, state, movements]) =>
      movements.map((movement) => ({ id: boleto!.id, state, movement, answer: newsText(told) }))
    )
  )
  if (rows.length === 0) return
  await query(
    tx,
    `update payments_boleto_orders o set state = u.state, answer = u.answer
       from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) as u(id, movement, state, answer)
      where o.boleto_id = u.id and o.movement = u.movement and o.state = 'sent'`,
    [
      ...[rows.map(({ id }) => id), rows.map(({ movement }) => movement)],
      ...[rows.map(({ state }) => state), rows.map(({ answer }) => answer)],
    ]
  )
}
