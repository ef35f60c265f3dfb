import { type Tx, query } from '#core/database/index'
import { type BridgeView, bridgeView, closeBridge } from '#core/reports/index'
import { pagerOf } from '#core/web/index'
import { errors } from '../errors.ts'
import { contextOf } from '../take_over/load_lines.ts'
import type { TakeOverEntity } from '../take_over/types.ts'

export interface TakeOverFile {
  readonly id: bigint
  readonly system: string
  readonly entity: string
  readonly file_name: string
  readonly sha256: string
  readonly status: 'loading' | 'done'
  readonly started_at: Date
  readonly started_by: string
}

interface FateSum {
  readonly fate: 'waiting' | 'loaded' | 'repeated' | 'rejected'
  readonly lines: string
  readonly amount: string
}

const PAGE_SIZE = 50

/** Files taken over, newest first, with how their lines ended. */
export function takeOverFiles(tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint) {
  return query<TakeOverFile & { loaded: number; repeated: number; rejected: number }>(
    tx,
    `select f.*, coalesce(l.loaded, 0)::int as loaded, coalesce(l.repeated, 0)::int as repeated, coalesce(l.rejected, 0)::int as rejected
       from (select * from registry_take_over_files where municipality_id = ? order by id desc limit 100) f
       left join lateral (select count(*) filter (where fate = 'loaded') as loaded, count(*) filter (where fate = 'repeated') as repeated,
                            count(*) filter (where fate = 'rejected') as rejected
                       from registry_take_over_lines where file_id = f.id) l on true order by f.id desc`,
    [municipalityId]
  )
}

/** One file: its reconciliation with what was written, and the lines that were refused. Error: E_REGISTRY_TAKE_OVER_FILE_UNKNOWN. */
export async function takeOverFileView(
  tx: Tx,
  municipalityId: bigint,
  {
    id,
    page,
    entities,
  }: {
    readonly id: bigint
    readonly page: number
    readonly entities: readonly TakeOverEntity[]
  }
) {
  const [file] = await query<TakeOverFile>(
    tx,
    'select * from registry_take_over_files where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!file) throw errors.E_REGISTRY_TAKE_OVER_FILE_UNKNOWN({ id })
  const sums = await query<FateSum>(
    tx,
    `select fate, count(*)::text as lines, sum(amount)::text as amount from registry_take_over_lines where file_id = ? group by fate`,
    [id]
  )
  const entity = entities.find(({ name }) => name === file.entity)
  const rejected = Number(sums.find(({ fate }) => fate === 'rejected')?.lines ?? 0)
  return {
    file,
    title: entity?.title ?? file.entity,
    bridges: await bridgesOf(tx, municipalityId, { file, sums, entity }),
    lines: await query<{ number: number; reason: string; raw: string }>(
      tx,
      `select number, reason, raw from registry_take_over_lines where file_id = ? and fate = 'rejected'
        order by number limit ? offset ?`,
      [id, PAGE_SIZE, (page - 1) * PAGE_SIZE]
    ),
    rejected,
    pager: pagerOf({ page, size: PAGE_SIZE, total: rejected, path: `/registry/take-over/${id}` }),
  }
}

interface Reconciled {
  readonly file: TakeOverFile
  readonly sums: readonly FateSum[]
  readonly entity: TakeOverEntity | undefined
}

async function bridgesOf(
  tx: Tx,
  municipalityId: bigint,
  { file, sums, entity }: Reconciled
): Promise<BridgeView[]> {
  const [keys] = await query<{ n: string }>(
    tx,
    'select count(*)::text as n from registry_legacy_keys where municipality_id = ? and file_id = ?',
    [municipalityId, file.id]
  )
  const total = (column: 'lines' | 'amount', fate?: FateSum['fate']) =>
    sums
      .filter((one) => !fate || one.fate === fate)
      .reduce((sum, one) => sum + BigInt(one[column]), 0n)
  const terms = (column: 'lines' | 'amount', words: string, target: bigint) =>
    [
      { name: 'source', label: `${words} no arquivo`, sign: '+', value: total(column) },
      { name: 'rejected', label: 'Recusadas', sign: '-', value: total(column, 'rejected') },
      {
        name: 'repeated',
        label: 'Já carregadas antes',
        sign: '-',
        value: total(column, 'repeated'),
      },
      { name: 'waiting', label: 'Ainda a carregar', sign: '-', value: total(column, 'waiting') },
      { name: 'target', label: `${words} neste sistema`, sign: '=', value: target },
    ] as const
  const name = 'registry.take_over'
  const lines = closeBridge(
    { name, title: 'Conferência das linhas', unit: 'count' },
    terms('lines', 'Linhas', BigInt(keys!.n))
  )
  if (!entity?.amount) return [bridgeView(lines)]
  const { amount } = entity
  const loaded = await amount.loaded(
    contextOf(tx, municipalityId, { fileId: file.id, system: file.system })
  )
  const amounts = closeBridge(
    { name, title: `Conferência: ${amount.title.toLowerCase()}`, unit: amount.unit },
    terms('amount', amount.title, loaded)
  )
  return [bridgeView(lines), bridgeView(amounts)]
}
