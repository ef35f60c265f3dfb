import type { ActionContext } from '#core/actions/index'
import { type Tx, canonicalJson, copyRows, query, sha256 } from '#core/database/index'
import { formatDecimal, formatMoney, Dec } from '#core/money/index'
import { errors } from '../errors.ts'
import { takeOverEntities } from './entities.ts'
import { contextOf } from './load_lines.ts'
import type { SignedLine, TakeOverEntity, TakeOverSigning } from './types.ts'

export interface Signing {
  readonly system: string
  readonly kind: 'rehearsal' | 'cut_over'
  /** The group that leaves the system before; null: the whole base. */
  readonly groupId: bigint | null
  readonly opinion: string
}

/**
 * Freezes what the files of a system brought, and what each group holds of it, with who answers for it (DECISIONS 60). A group
 * is cut over once. Errors: E_REGISTRY_TAKE_OVER_NOTHING, E_REGISTRY_TAKE_OVER_OPEN, E_REGISTRY_TAKE_OVER_SIGNED.
 */
export async function signTakeOver(
  context: ActionContext,
  { system, kind, groupId, opinion }: Signing
): Promise<bigint> {
  const { tx, municipalityId, actor, now } = context
  const lines = [
    ...(await fileLines(context, system)),
    ...(await groupLines(context, { system, kind, groupId })),
  ]
  if (kind === 'cut_over' && groupId !== null) await requireNew(tx, groupId)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into registry_take_over_signoffs (municipality_id, system, kind, billing_group_id, opinion, lines_hash, signed_at, signed_by)
     values (?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, system, kind, groupId, opinion],
      ...[sha256(canonicalJson(lines as never)), now, actor.name],
    ]
  )
  await copyRows(
    tx,
    'registry_take_over_signoff_lines',
    [
      ...['municipality_id', 'signoff_id', 'place', 'title', 'total', 'loaded', 'repeated'],
      ...['rejected', 'amount_sent', 'amount_here'],
    ],
    lines.map((line, index) => [
      ...[municipalityId, row!.id, index + 1, line.title, line.total, line.loaded],
      ...[line.repeated, line.rejected, line.amountSent, line.amountHere],
    ])
  )
  return row!.id
}

async function requireNew(tx: Tx, groupId: bigint): Promise<void> {
  const [signed] = await query<{ signed_by: string }>(
    tx,
    `select signed_by from registry_take_over_signoffs where billing_group_id = ? and kind = 'cut_over'`,
    [groupId]
  )
  if (signed) throw errors.E_REGISTRY_TAKE_OVER_SIGNED({ by: signed.signed_by })
}

interface FileRow {
  readonly entity: string
  readonly files: string[]
  readonly total: number
  readonly loaded: number
  readonly repeated: number
  readonly rejected: number
  readonly waiting: number
  readonly sent: string
}

/** What each kind of file brought: a line that was sent again is counted once more among the repeated. */
async function fileLines(
  { tx, municipalityId, participate }: ActionContext,
  system: string
): Promise<SignedLine[]> {
  const rows = await query<FileRow>(
    tx,
    `select f.entity, array_agg(distinct f.id)::text[] as files, count(l.number)::int as total,
            (count(*) filter (where l.fate = 'loaded'))::int as loaded,
            (count(*) filter (where l.fate = 'repeated'))::int as repeated,
            (count(*) filter (where l.fate = 'rejected'))::int as rejected,
            (count(*) filter (where l.fate = 'waiting'))::int as waiting,
            coalesce(sum(l.amount) filter (where l.fate = 'loaded'), 0)::text as sent
       from registry_take_over_files f join registry_take_over_lines l on l.file_id = f.id
      where f.municipality_id = ? and f.system = ? group by f.entity`,
    [municipalityId, system]
  )
  if (!rows.length) throw errors.E_REGISTRY_TAKE_OVER_NOTHING({ system })
  const entities = await takeOverEntities(participate)
  const lines: SignedLine[] = []
  for (const entity of entities) {
    const row = rows.find(({ entity: name }) => name === entity.name)
    if (row) lines.push(await lineOf({ tx, municipalityId, system }, { entity, row }))
  }
  return lines
}

async function lineOf(
  { tx, municipalityId, system }: { tx: Tx; municipalityId: bigint; system: string },
  { entity, row }: { entity: TakeOverEntity; row: FileRow }
): Promise<SignedLine> {
  const { title, amount } = entity
  const counts = {
    ...{ title, total: row.total, loaded: row.loaded },
    ...{ repeated: row.repeated, rejected: row.rejected },
  }
  if (row.waiting > 0) throw errors.E_REGISTRY_TAKE_OVER_OPEN({ title })
  if (!amount) return { ...counts, amountSent: null, amountHere: null }
  let here = 0n
  for (const id of row.files) {
    const file = { fileId: BigInt(id), system }
    here += await amount.loaded(contextOf(tx, municipalityId, file))
  }
  const sent = BigInt(row.sent)
  if (sent !== here) throw errors.E_REGISTRY_TAKE_OVER_OPEN({ title })
  const text = (value: bigint) =>
    amount.unit === 'cents' ? formatMoney(value) : formatDecimal(Dec.of(String(value)))
  return { ...counts, amountSent: text(sent), amountHere: text(here) }
}

interface GroupRow {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly premise_ids: string[]
  readonly economies: string
}

/** What each group holds of the base, with what its premises owe now. */
async function groupLines(
  { tx, municipalityId, participate }: ActionContext,
  { system, kind, groupId }: Omit<Signing, 'opinion'>
): Promise<SignedLine[]> {
  const rows = await query<GroupRow>(
    tx,
    `select g.id, g.code, g.name, array_agg(p.id)::text[] as premise_ids,
            coalesce(sum((select sum(e.economies) from registry_premise_economies e where e.premise_id = p.id)), 0)::text as economies
       from registry_legacy_keys k join registry_premises p on p.id = k.record_id
       join registry_billing_groups g on g.id = p.billing_group_id
      where k.municipality_id = ? and k.system = ? and k.entity = 'premises' and (?::bigint is null or g.id = ?)
      group by g.id order by g.code`,
    [municipalityId, system, groupId, groupId]
  )
  const premiseIds = rows.flatMap(({ premise_ids: ids }) => ids.map(BigInt))
  const debts = new Map<bigint, bigint>()
  await participate('registry.premise_debts', { premiseIds, debts })
  const lines = rows.map((row): SignedLine => {
    const owed = row.premise_ids.reduce((sum, id) => sum + (debts.get(BigInt(id)) ?? 0n), 0n)
    return {
      ...{ title: `${titleOf(row)}: imóveis`, total: row.premise_ids.length },
      ...{ loaded: row.premise_ids.length, repeated: 0, rejected: 0 },
      amountSent: `${row.economies} economias`,
      amountHere: `${formatMoney(owed)} em aberto`,
    }
  })
  await participate<TakeOverSigning>('registry.take_over_signing', {
    ...{ system, kind },
    groups: rows.map((row) => ({
      ...{ id: row.id, title: titleOf(row), premiseIds: row.premise_ids.map(BigInt) },
    })),
    add: (line) => void lines.push(line),
  })
  return lines
}

const titleOf = ({ code, name }: GroupRow): string => `Grupo ${code} · ${name}`
