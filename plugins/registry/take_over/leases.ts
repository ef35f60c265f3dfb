import { type CivilDate, clock } from '#core/calendar/index'
import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import { codeOf, dayOf, orNull, readRows, refuse, requiredDay } from './read.ts'
import type { TakeOverContext, TakeOverEntity, TakeOverRow } from './types.ts'
import { writeRead } from './write.ts'

const ANSWERS = { sim: 'yes', nao: 'no' } as const

type Status = 'planned' | 'running' | 'ended'

interface ReadLease {
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly number: string | null
  readonly from: CivilDate
  readonly until: CivilDate | null
  readonly isResponsible: boolean
  readonly status: Status
}

interface Span {
  readonly from: string
  readonly until: string | null
}

/** What stands at the premises of a file before it is loaded, and what its own lines add. */
interface Standing {
  readonly premises: ReadonlyMap<string, bigint>
  readonly customers: ReadonlyMap<string, bigint>
  readonly leases: Map<bigint, readonly Span[]>
  /** Who holds each premise today, and who rents it. */
  readonly holders: ReadonlyMap<bigint, bigint>
  readonly tenants: Map<bigint, bigint>
  readonly today: CivilDate
}

async function standingOf(
  context: TakeOverContext,
  rows: readonly TakeOverRow[]
): Promise<Standing> {
  const { tx, municipalityId } = context
  const keys = (column: string) => rows.map(({ values }) => values[column] ?? '')
  const premises = await context.idsOf('premises', keys('premise_key'))
  const ids = [...premises.values()]
  const leases = await query<Span & { readonly premise_id: bigint }>(
    tx,
    `select premise_id, from_on::text as from, coalesce(ended_on, until_on)::text as until from registry_leases
      where premise_id = any(?::bigint[]) and status <> 'cancelled'`,
    [ids]
  )
  const held = await query<{ premise_id: bigint; customer_id: bigint; role: string }>(
    tx,
    `select premise_id, customer_id, role from registry_holdings
      where premise_id = any(?::bigint[]) and role in ('holder', 'tenant') and until_on is null`,
    [ids]
  )
  const inRole = (wanted: string) =>
    new Map(
      held.flatMap(({ role, ...one }) =>
        role === wanted ? [[one.premise_id, one.customer_id] as const] : []
      )
    )
  return {
    premises,
    customers: await context.idsOf('customers', keys('customer_key')),
    leases: Map.groupBy(leases, (row) => row.premise_id),
    holders: inRole('holder'),
    tenants: inRole('tenant'),
    today: await todayIn(tx, municipalityId),
  }
}

const overlaps = (a: Span, b: Span) =>
  (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until)

function statusOf({ from, until }: Span, today: CivilDate): Status {
  if (from > today) return 'planned'
  return until !== null && until < today ? 'ended' : 'running'
}

function leaseOf({ values }: TakeOverRow, standing: Standing): ReadLease {
  const premiseId =
    standing.premises.get(values.premise_key ?? '') ??
    refuse(`O imóvel ${values.premise_key} não foi carregado`)
  const customerId =
    standing.customers.get(values.customer_key ?? '') ??
    refuse(`O cliente ${values.customer_key} não foi carregado`)
  const from = requiredDay(values.from_on ?? '', 'Início')
  const until = dayOf(values.until_on ?? '', 'Fim')
  if (until && until < from) refuse('O contrato termina antes de começar')
  const others = standing.leases.get(premiseId) ?? []
  const clash = others.find((other) => overlaps(other, { from, until }))
  if (clash) refuse(`Já há contrato deste imóvel de ${clash.from} até ${clash.until ?? 'sem fim'}`)
  const isResponsible =
    codeOf(values.responsible ?? '', 'Responde pelas faturas', ANSWERS) === 'yes'
  const status = statusOf({ from, until }, standing.today)
  if (status === 'running') refuseOther(standing, { premiseId, customerId, isResponsible })
  standing.leases.set(premiseId, [...others, { from, until }])
  if (status === 'running') standing.tenants.set(premiseId, customerId)
  const number = orNull(values.number)
  return { premiseId, customerId, number, from, until, isResponsible, status }
}

/** The contract of today names who rents today, and, where the tenant answers for the bills, who holds the premise. */
function refuseOther(
  { tenants, holders }: Standing,
  given: Pick<ReadLease, 'premiseId' | 'customerId' | 'isResponsible'>
): void {
  const tenant = tenants.get(given.premiseId)
  if (tenant !== undefined && tenant !== given.customerId)
    refuse('Outro inquilino está no imóvel hoje')
  if (given.isResponsible && holders.get(given.premiseId) !== given.customerId)
    refuse(
      'O inquilino responde pelas faturas, mas o titular do imóvel é outro: confira o arquivo de imóveis'
    )
}

/** Rental contracts with beginning and end: those that run end by themselves, those of the future begin on their day. */
export const leasesEntity: TakeOverEntity = {
  name: 'leases',
  title: 'Contratos de locação',
  order: 55,
  columns: [
    { name: 'key', isRequired: true, help: 'Código do contrato no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'customer_key', isRequired: true, help: 'Código do inquilino, do arquivo de clientes' },
    { name: 'number', help: 'Número do contrato' },
    { name: 'from_on', isRequired: true, help: 'Início' },
    { name: 'until_on', help: 'Fim, inclusive; vazio: sem fim combinado' },
    {
      name: 'responsible',
      isRequired: true,
      help: 'sim: o inquilino responde pelas faturas e é o titular de hoje; nao: quem responde é o dono',
    },
  ],
  async load(context, rows) {
    const standing = await standingOf(context, rows)
    // Who rented before this file keeps the line that another file gave them.
    const rented = new Map(standing.tenants)
    const read = readRows(rows, (row) => leaseOf(row, standing))
    const at = clock.now()
    const results = await writeRead(context, read, {
      table: 'registry_leases',
      recordType: 'registry.leases',
      columns: [
        ...['premise_id', 'customer_id', 'number', 'from_on', 'until_on', 'first_until_on'],
        ...['is_responsible', 'status', 'ended_on', 'created_at', 'created_by'],
      ],
      values: (one) => [
        ...[one.premiseId, one.customerId, one.number, one.from, one.until, one.until],
        ...[one.isResponsible, one.status, one.status === 'ended' ? one.until : null],
        ...[at.toISOString(), `Carga de ${context.system}`],
      ],
    })
    const begun = read.flatMap(({ value }) => (value && value.status !== 'planned' ? [value] : []))
    await writeTenants(context, begun, rented)
    return results
  },
}

/** Each contract that began has its tenant among those responsible, with the same days. */
async function writeTenants(
  context: TakeOverContext,
  begun: readonly ReadLease[],
  rented: ReadonlyMap<bigint, bigint>
): Promise<void> {
  const isThere = ({ premiseId, customerId, status }: ReadLease) =>
    status === 'running' && rented.get(premiseId) === customerId
  for (const { premiseId, customerId, until } of begun.filter(isThere)) {
    await query(
      context.tx,
      `update registry_holdings set lease_until = ?
        where premise_id = ? and customer_id = ? and role = 'tenant' and until_on is null`,
      [until, premiseId, customerId]
    )
  }
  const missing = begun.filter((lease) => !isThere(lease))
  await writeRead(
    context,
    missing.map((value) => ({ value })),
    {
      table: 'registry_holdings',
      recordType: 'registry.holdings',
      columns: ['premise_id', 'customer_id', 'role', 'from_on', 'until_on', 'lease_until'],
      values: (one) => [
        ...[one.premiseId, one.customerId, 'tenant', one.from],
        ...[one.status === 'ended' ? one.until : null, one.until],
      ],
    }
  )
}
