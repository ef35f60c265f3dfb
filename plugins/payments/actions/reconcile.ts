import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { type ImportedStatement, importStatement } from '../services/import_statement.ts'
import { markStale, reconcile } from '../services/match_statement.ts'
import { recordDeposit } from '../services/record_deposit.ts'
import { refreshDays, takeReconciliation } from '../services/refresh_days.ts'

const PERMISSION = 'payments.reconcile'

const statement = vine.create({
  account: vine.string().trim().minLength(1).maxLength(40),
  layout_id: rowId().optional(),
  file_object_id: rowId(),
  name: vine.string().trim().minLength(1).maxLength(200),
})

interface Read extends ImportedStatement {
  readonly matched: number
}

/** Reads a bank's statement and gives its credits to the days that they pay. */
export const importStatementAction: Action<Infer<typeof statement>, Read> = {
  name: 'payments.import_statement',
  title: 'Importar extrato',
  permission: PERMISSION,
  input: statement,
  labels: {
    ...{ account: 'Conta', layout_id: 'Modelo do arquivo', file_object_id: 'Arquivo' },
    name: 'Nome do arquivo',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'payments.statements', id }),
  async run({ tx, municipalityId, actor, now }, given) {
    const read = await importStatement(tx, {
      ...{ municipalityId, account: given.account, name: given.name, at: now, by: actor.name },
      layoutId: given.layout_id === undefined ? null : BigInt(given.layout_id),
      fileObjectId: BigInt(given.file_object_id),
    })
    return { ...read, matched: await reconcile(tx, municipalityId, now) }
  },
  describe: ({ account }, { lines, newLines, matched }) =>
    `Extrato da conta ${account}: ${lines} lançamentos, ${newLines} novos, ${matched} conferidos com a arrecadação`,
}

/** Compares again, when nobody wants to wait for the night. */
export const reconcileAction: Action<Record<string, never>, number> = {
  name: 'payments.reconcile',
  title: 'Conciliar agora',
  permission: PERMISSION,
  input: vine.create({}),
  reason: 'none',
  subject: () => null,
  run: ({ tx, municipalityId, now }) => reconcile(tx, municipalityId, now),
  describe: (_, matched) => `Conciliação refeita: ${matched} créditos conferidos`,
}

interface DecidedLine {
  readonly id: bigint
  readonly on: CivilDate
  readonly amountCents: bigint
  readonly account: string
  readonly state: string
  readonly dayId: bigint | null
  readonly text: string
  readonly document: string | null
  readonly receiptId: bigint | null
}

async function lockLine({ tx, municipalityId }: ActionContext, id: number): Promise<DecidedLine> {
  await takeReconciliation(tx, municipalityId)
  const [line] = await query<DecidedLine>(
    tx,
    `select id, on_day as "on", amount_cents as "amountCents", account, state, day_id as "dayId", text, document,
            receipt_id as "receiptId"
       from payments_statement_lines where municipality_id = ? and id = ? for update`,
    [municipalityId, BigInt(id)]
  )
  if (!line) throw errors.E_PAYMENTS_STATEMENT_LINE_UNKNOWN({ id })
  return line
}

async function decide(
  { tx, municipalityId, actor, now, reason }: ActionContext,
  line: DecidedLine,
  to: {
    readonly state: 'waiting' | 'matched' | 'set_aside' | 'received'
    readonly dayId: bigint | null
    readonly receiptId?: bigint
  }
): Promise<DecidedLine> {
  await query(
    tx,
    `update payments_statement_lines set state = ?, day_id = ?, receipt_id = ?, reason = ?, decided_by = ?, decided_at = ?
      where id = ?`,
    [
      ...[to.state, to.dayId, to.receiptId ?? null, reason ?? 'Conferido por pessoa'],
      ...[actor.name, now, line.id],
    ]
  )
  const days = [line.dayId, to.dayId].filter((one) => one !== null)
  await markStale(tx, days)
  await refreshDays(tx, municipalityId, actor.name)
  return line
}

const aboutLine = ({ id }: { readonly id: number }) => ({
  ...{ type: 'payments.statement_lines', id: BigInt(id) },
})
const told = ({ on, amountCents }: DecidedLine) =>
  `${formatMoney(amountCents)} de ${formatDate(on)}`

const pair = vine.create({ id: rowId(), day_id: rowId() })

/** A person says which day's collection a credit pays. */
export const matchLine: Action<Infer<typeof pair>, DecidedLine> = {
  name: 'payments.match_statement_line',
  title: 'Ligar ao dia da arrecadação',
  permission: PERMISSION,
  input: pair,
  labels: { id: 'Lançamento', day_id: 'Dia da arrecadação' },
  reason: 'none',
  subject: aboutLine,
  async run(context, { id, day_id: dayId }) {
    const line = await lockLine(context, id)
    await requireReversed(context, line)
    const [day] = await query<{ account: string }>(
      context.tx,
      `select g.account from payments_days d join payments_agreements g on g.id = d.agreement_id
        where d.municipality_id = ? and d.id = ?`,
      [context.municipalityId, BigInt(dayId)]
    )
    if (!day) throw errors.E_PAYMENTS_DAY_UNKNOWN({ id: dayId })
    if (day.account !== line.account)
      throw errors.E_PAYMENTS_DAY_ACCOUNT({ account: day.account, other: line.account })
    return decide(context, line, { state: 'matched', dayId: BigInt(dayId) })
  },
  describe: (_, line) => `Crédito de ${told(line)} ligado à arrecadação`,
}

const one = vine.create({ id: rowId() })

/** What is no money of the collection. */
export const setAsideLine: Action<Infer<typeof one>, DecidedLine> = {
  name: 'payments.set_aside_statement_line',
  title: 'Não é da arrecadação',
  permission: PERMISSION,
  input: one,
  labels: { id: 'Lançamento' },
  reason: 'required',
  subject: aboutLine,
  run: async (context, { id }) =>
    decide(context, await lockLine(context, id), { state: 'set_aside', dayId: null }),
  describe: (_, line) => `Lançamento de ${told(line)} posto de lado`,
}

const owned = vine.create({ id: rowId(), agent_id: rowId(), customer_id: rowId().optional() })

/** A credit that is a customer's own deposit becomes a receipt, to be identified or shared (DECISIONS 55). */
export const receiveLine: Action<Infer<typeof owned>, DecidedLine> = {
  name: 'payments.receive_statement_line',
  title: 'Receber como depósito',
  permission: 'payments.deposit',
  input: owned,
  labels: { id: 'Lançamento', agent_id: 'Banco', customer_id: 'Cliente' },
  reason: 'none',
  subject: aboutLine,
  async run(context, { id, agent_id: agentId, customer_id: customerId }) {
    const line = await lockLine(context, id)
    if (line.state !== 'waiting' || line.amountCents <= 0n)
      throw errors.E_PAYMENTS_STATEMENT_LINE_UNKNOWN({ id })
    const { receiptId } = await recordDeposit(context, {
      ...{ agentId, account: line.account, on: line.on, amountCents: line.amountCents },
      ...{ proof: line.document ?? line.text, numbers: [] },
      customerId: customerId === undefined ? null : BigInt(customerId),
    })
    return decide(context, line, { state: 'received', dayId: null, receiptId })
  },
  describe: (_, line) => `Crédito de ${told(line)} recebido como depósito`,
}

/** The receipt that a line became must be undone first. @throws BusinessError E_PAYMENTS_STATEMENT_LINE_RECEIVED */
async function requireReversed(
  { tx, municipalityId }: ActionContext,
  { state, receiptId }: DecidedLine
): Promise<void> {
  if (state !== 'received') return
  const [receipt] = await query(
    tx,
    `select id from receivables_receipts where municipality_id = ? and id = ? and state <> 'reversed'`,
    [municipalityId, receiptId]
  )
  if (receipt) throw errors.E_PAYMENTS_STATEMENT_LINE_RECEIVED({ id: receiptId })
}

/** A line goes back to those that wait. */
export const freeLine: Action<Infer<typeof one>, DecidedLine> = {
  name: 'payments.free_statement_line',
  title: 'Desfazer a decisão',
  permission: PERMISSION,
  input: one,
  labels: { id: 'Lançamento' },
  reason: 'required',
  subject: aboutLine,
  async run(context, { id }) {
    const line = await lockLine(context, id)
    await requireReversed(context, line)
    return decide(context, line, { state: 'waiting', dayId: null })
  },
  describe: (_, line) => `Lançamento de ${told(line)} volta a esperar`,
}

interface DecidedDay {
  readonly creditedOn: CivilDate
  readonly differenceCents: bigint
  readonly code: string
}

/** A day that does not add up is closed with the reason that somebody answers for. */
export const acceptDay: Action<Infer<typeof one>, DecidedDay> = {
  name: 'payments.accept_day',
  title: 'Encerrar com justificativa',
  permission: PERMISSION,
  input: one,
  labels: { id: 'Dia' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'payments.days', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now, reason }, { id }) {
    const [day] = await query<DecidedDay>(
      tx,
      `update payments_days d set state = 'accepted', justification = ?, settled_by = ?, settled_at = ?
         from payments_agreements g
        where g.id = d.agreement_id and d.municipality_id = ? and d.id = ? and d.state in ('open', 'divergent') and not d.is_stale
        returning d.credited_on as "creditedOn", d.difference_cents as "differenceCents", g.code`,
      [reason, actor.name, now, municipalityId, BigInt(id)]
    )
    if (!day) throw errors.E_PAYMENTS_DAY_SETTLED({ id })
    return day
  },
  describe: (_, { creditedOn, differenceCents, code }) =>
    `Dia ${formatDate(creditedOn)} do convênio ${code} encerrado com diferença de ${formatMoney(differenceCents)}`,
}
