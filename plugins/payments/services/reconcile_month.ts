import type { Actor } from '#core/actions/index'
import type { Issue } from '#core/kernel/index'
import {
  type CivilDate,
  type RefMonth,
  firstDay,
  formatRefMonth,
  lastDay,
  refMonth,
} from '#core/calendar/index'
import { type Tx, canonicalJson, copyRows, query, sha256 } from '#core/database/index'
import {
  type AgentBalances,
  type MonthItem,
  OPEN_KINDS,
  remainders,
} from '../domain/month_balances.ts'
import { errors } from '../errors.ts'
import { isCollectionClosed } from './close_month.ts'
import {
  type AskedBalances,
  agentsWithAccounts,
  bankItems,
  creditedByAgent,
  receivedByAgent,
} from './month_balances.ts'
import { reconcile } from './match_statement.ts'

/** Payload of the extension point `payments.month_reconciling`: whoever keeps books says what they hold of the month. */
export interface MonthReconciling {
  readonly reference: RefMonth
  readonly from: CivilDate
  readonly until: CivilDate
  /** Movement of cash and banks by agent; empty code: of no agent. Stays empty when nobody keeps books. */
  readonly booked: Map<string, bigint>
  /** What leads from the receipts of the month to what was booked. */
  readonly items: MonthItem[]
}

export interface ReconcilingOrder {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly at: Date
  readonly by: string
  participate<P>(point: string, payload: P): Promise<Issue[]>
}

export interface Reconciliation {
  readonly id: bigint
  readonly reference: RefMonth
  readonly openItems: number
  readonly openCents: bigint
}

/**
 * Lays the three balances of a closed month side by side, with everything that leads from one to the others; again, until
 * somebody concludes it.
 * @throws BusinessError E_PAYMENTS_RECONCILE_OPEN, E_PAYMENTS_RECONCILIATION_STATE
 */
export async function prepareReconciliation(
  tx: Tx,
  order: ReconcilingOrder
): Promise<Reconciliation> {
  const { municipalityId, reference, at } = order
  const asked = { municipalityId, from: firstDay(reference), until: lastDay(reference) }
  if (!(await isCollectionClosed(tx, municipalityId, reference)))
    throw errors.E_PAYMENTS_RECONCILE_OPEN({ month: formatRefMonth(reference) })
  await reconcile(tx, municipalityId, at)
  const books: MonthReconciling = { reference, ...asked, booked: new Map(), items: [] }
  await order.participate('payments.month_reconciling', books)
  const balances = await balancesOf(tx, asked, books.booked)
  const named = [...(await bankItems(tx, asked)), ...books.items]
  const items = [...named, ...remainders(balances, named)]
  return write(tx, order, { balances, items })
}

async function balancesOf(
  tx: Tx,
  asked: AskedBalances,
  booked: ReadonlyMap<string, bigint>
): Promise<AgentBalances[]> {
  const received = mapOf(await receivedByAgent(tx, asked))
  const credited = mapOf(await creditedByAgent(tx, asked))
  const codes = [...new Set([...received.keys(), ...credited.keys(), ...booked.keys()])].toSorted()
  return codes.map((agentCode) => ({
    agentCode,
    receivedCents: received.get(agentCode) ?? 0n,
    creditedCents: credited.get(agentCode) ?? 0n,
    bookedCents: booked.size === 0 ? null : (booked.get(agentCode) ?? 0n),
  }))
}

const mapOf = (rows: readonly { readonly agentCode: string; readonly cents: bigint }[]) =>
  new Map(rows.map(({ agentCode, cents }) => [agentCode, cents]))

interface Found {
  readonly balances: readonly AgentBalances[]
  readonly items: readonly MonthItem[]
}

async function write(
  tx: Tx,
  { municipalityId, reference, at, by }: ReconcilingOrder,
  { balances, items }: Found
): Promise<Reconciliation> {
  const open = items.filter(({ kind }) => OPEN_KINDS.has(kind))
  const openCents = open.reduce((sum, { cents }) => sum + (cents < 0n ? -cents : cents), 0n)
  const total = (of: (one: AgentBalances) => bigint | null) =>
    balances.reduce((sum, one) => sum + (of(one) ?? 0n), 0n)
  const keepsBooks = balances.some(({ bookedCents }) => bookedCents !== null)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into payments_reconciliations as r (municipality_id, reference, received_cents, credited_cents, booked_cents,
       open_items, open_cents, prepared_by, prepared_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (municipality_id, reference) do update set received_cents = excluded.received_cents,
       credited_cents = excluded.credited_cents, booked_cents = excluded.booked_cents, open_items = excluded.open_items,
       open_cents = excluded.open_cents, prepared_by = excluded.prepared_by, prepared_at = excluded.prepared_at
      where r.state = 'prepared' returning id`,
    [
      ...[municipalityId, reference, total((one) => one.receivedCents)],
      ...[total((one) => one.creditedCents), keepsBooks ? total((one) => one.bookedCents) : null],
      ...[open.length, openCents, by, at],
    ]
  )
  if (!row) throw errors.E_PAYMENTS_RECONCILIATION_STATE({ month: formatRefMonth(reference) })
  await replaceParts(tx, { municipalityId, id: row.id }, { balances, items })
  return { id: row.id, reference, openItems: open.length, openCents }
}

async function replaceParts(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint },
  { balances, items }: Found
): Promise<void> {
  for (const part of ['balances', 'items'])
    await query(tx, `delete from payments_reconciliation_${part} where reconciliation_id = ?`, [id])
  const known = await agentsWithAccounts(tx, municipalityId)
  const agents = new Map(known.map((one) => [one.code, one]))
  await copyRows(
    tx,
    'payments_reconciliation_balances',
    [
      ...['municipality_id', 'reconciliation_id', 'agent_code', 'agent', 'accounts'],
      ...['received_cents', 'credited_cents', 'booked_cents'],
    ],
    balances.map(({ agentCode, receivedCents, creditedCents, bookedCents }) => [
      ...[municipalityId, id, agentCode, agents.get(agentCode)?.name ?? 'Sem agente'],
      ...[agents.get(agentCode)?.accounts ?? '', receivedCents, creditedCents, bookedCents],
    ])
  )
  await copyRows(
    tx,
    'payments_reconciliation_items',
    [
      ...['municipality_id', 'reconciliation_id', 'side', 'agent_code', 'on_day', 'kind', 'text'],
      ...['amount_cents', 'is_open'],
    ],
    items.map(({ side, agentCode, on, kind, text, cents }) => [
      ...[municipalityId, id, side, agentCode, on, kind, text, cents, OPEN_KINDS.has(kind)],
    ])
  )
}

interface Deciding {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly actor: Actor
  readonly at: Date
}

interface Row {
  readonly id: bigint
  readonly reference: string
  readonly state: string
  readonly openItems: number
  readonly openCents: bigint
  readonly concludedById: bigint | null
}

/** @throws BusinessError E_PAYMENTS_RECONCILIATION_UNKNOWN, E_PAYMENTS_RECONCILIATION_STATE */
async function lock(
  tx: Tx,
  { municipalityId, id }: Deciding,
  state: 'prepared' | 'concluded'
): Promise<Row & { readonly month: string }> {
  const [row] = await query<Row>(
    tx,
    `select id, reference, state, open_items as "openItems", open_cents as "openCents", concluded_by_id as "concludedById"
       from payments_reconciliations where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_PAYMENTS_RECONCILIATION_UNKNOWN({ id })
  const month = formatRefMonth(refMonth(row.reference))
  if (row.state !== state) throw errors.E_PAYMENTS_RECONCILIATION_STATE({ month })
  return { ...row, month }
}

/** What was concluded on, as it stood. */
async function hashOf(tx: Tx, id: bigint): Promise<string> {
  const balances = await query(
    tx,
    `select agent_code, received_cents::text, credited_cents::text, booked_cents::text
       from payments_reconciliation_balances where reconciliation_id = ? order by agent_code`,
    [id]
  )
  const items = await query(
    tx,
    `select side, agent_code, on_day::text, kind, text, amount_cents::text
       from payments_reconciliation_items where reconciliation_id = ? order by id`,
    [id]
  )
  return sha256(canonicalJson({ balances, items } as Parameters<typeof canonicalJson>[0]))
}

/** @throws BusinessError E_PAYMENTS_RECONCILE_JUSTIFY when something differs and nobody says why, and as `lock` */
export async function concludeReconciliation(
  tx: Tx,
  by: Deciding,
  justification: string | null
): Promise<{ readonly month: string; readonly openCents: bigint }> {
  const row = await lock(tx, by, 'prepared')
  if (row.openItems > 0 && justification === null)
    throw errors.E_PAYMENTS_RECONCILE_JUSTIFY({ month: row.month, n: row.openItems })
  await query(
    tx,
    `update payments_reconciliations set state = 'concluded', justification = ?, concluded_by_id = ?, concluded_by = ?,
       concluded_at = ?, hash = ?, returned_because = null where id = ?`,
    [justification, by.actor.userId, by.actor.name, by.at, await hashOf(tx, row.id), row.id]
  )
  return row
}

/** Approves, or sends back to be prepared anew. @throws BusinessError E_PAYMENTS_RECONCILE_SAME_PERSON, and as `lock` */
export async function decideReconciliation(
  tx: Tx,
  by: Deciding,
  returned: string | null
): Promise<{ readonly month: string }> {
  const row = await lock(tx, by, 'concluded')
  if (row.concludedById === by.actor.userId)
    throw errors.E_PAYMENTS_RECONCILE_SAME_PERSON({ month: row.month })
  await (returned === null
    ? query(
        tx,
        `update payments_reconciliations set state = 'approved', approved_by_id = ?, approved_by = ?, approved_at = ? where id = ?`,
        [by.actor.userId, by.actor.name, by.at, row.id]
      )
    : query(
        tx,
        `update payments_reconciliations set state = 'prepared', justification = null, concluded_by_id = null, concluded_by = null,
           concluded_at = null, hash = null, returned_because = ? where id = ?`,
        [returned, row.id]
      ))
  return row
}
