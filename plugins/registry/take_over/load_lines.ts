import { type Tx, query } from '#core/database/index'
import type {
  TakeOverContext,
  TakeOverEntity,
  TakeOverLoading,
  TakeOverResult,
  TakeOverRow,
} from './types.ts'

export interface FileOfLines {
  readonly fileId: bigint
  readonly system: string
}

interface Line {
  readonly number: number
  readonly raw: string
}

export interface LoadedLines {
  readonly loaded: number
  readonly repeated: number
  readonly rejected: readonly { readonly line: number; readonly reason: string }[]
}

/** The context of a load: keys of the system before, found by one statement per question. */
export function contextOf(
  tx: Tx,
  municipalityId: bigint,
  { fileId, system }: FileOfLines
): TakeOverContext {
  return {
    tx,
    municipalityId,
    system,
    fileId,
    async idsOf(entity, keys) {
      const rows = await query<{ key: string; record_id: bigint }>(
        tx,
        `select key, record_id from registry_legacy_keys
          where municipality_id = ? and system = ? and entity = ? and key = any(?::text[])`,
        [municipalityId, system, entity, [...new Set(keys)]]
      )
      return new Map(rows.map((row) => [row.key, row.record_id]))
    },
  }
}

/** Takes over the waiting lines of a range: what is there already is not written again. */
export async function loadLines(
  context: TakeOverLoading,
  entity: TakeOverEntity,
  { from, to }: { readonly from: number; readonly to: number }
): Promise<LoadedLines> {
  const { tx, fileId } = context
  const lines = await query<Line>(
    tx,
    `select number, raw from registry_take_over_lines
      where file_id = ? and number between ? and ? and fate = 'waiting' order by number for update`,
    [fileId, from, to]
  )
  const rows = lines.map(({ number, raw }): TakeOverRow => {
    const values = JSON.parse(raw) as Record<string, string>
    return { line: number, key: values.key ?? '', values }
  })
  const { fresh, repeated, keyless } = await sorted(context, entity, rows)
  const results = await entity.load(context, fresh)
  const rejected = [
    ...keyless.map(({ line }) => ({ line, reason: 'Sem código do sistema anterior' })),
    ...fresh.flatMap(({ line }, index) => {
      const result = results[index]!
      return 'reason' in result ? [{ line, reason: result.reason }] : []
    }),
  ]
  await writeKeys(context, entity, { fresh, results })
  await writeFates(context, { fresh, repeated, rejected })
  return {
    loaded: fresh.length + keyless.length - rejected.length,
    repeated: repeated.length,
    rejected,
  }
}

/** Rows that are new, that were taken over before (or earlier in the file), and that have no key. */
async function sorted(
  context: TakeOverContext,
  { name }: TakeOverEntity,
  rows: readonly TakeOverRow[]
) {
  const taken = await context.idsOf(
    name,
    rows.map(({ key }) => key)
  )
  const known = new Set(taken.keys())
  const fresh: TakeOverRow[] = []
  const repeated: TakeOverRow[] = []
  const keyless: TakeOverRow[] = []
  for (const row of rows) {
    if (!row.key) keyless.push(row)
    else if (known.has(row.key)) repeated.push(row)
    else {
      known.add(row.key)
      fresh.push(row)
    }
  }
  return { fresh, repeated, keyless }
}

interface Keyed {
  readonly fresh: readonly TakeOverRow[]
  readonly results: readonly TakeOverResult[]
}

async function writeKeys(
  { tx, municipalityId, system, fileId }: TakeOverContext,
  { name }: TakeOverEntity,
  { fresh, results }: Keyed
): Promise<void> {
  const written = results.flatMap((result, index) =>
    'recordId' in result ? [{ ...result, key: fresh[index]!.key }] : []
  )
  await query(
    tx,
    `insert into registry_legacy_keys (municipality_id, system, entity, key, record_type, record_id, file_id)
     select ?, ?, ?, n.key, n.type, n.id, ? from unnest(?::text[], ?::text[], ?::bigint[]) as n (key, type, id)`,
    [
      ...[municipalityId, system, name, fileId],
      written.map(({ key }) => key),
      written.map(({ recordType }) => recordType),
      written.map(({ recordId }) => recordId),
    ]
  )
}

interface Fates {
  readonly fresh: readonly TakeOverRow[]
  readonly repeated: readonly TakeOverRow[]
  readonly rejected: LoadedLines['rejected']
}

async function writeFates(
  { tx, fileId }: TakeOverContext,
  { fresh, repeated, rejected }: Fates
): Promise<void> {
  const refused = new Set(rejected.map(({ line }) => line))
  const loaded = fresh.filter(({ line }) => !refused.has(line))
  const put = (fate: string, lines: readonly number[], reasons: readonly (string | null)[]) =>
    query(
      tx,
      `update registry_take_over_lines l set fate = ?, reason = n.reason, raw = case when ? = 'rejected' then l.raw end
         from unnest(?::integer[], ?::text[]) as n (number, reason) where l.file_id = ? and l.number = n.number`,
      [fate, fate, lines, reasons, fileId]
    )
  const none = (rows: readonly unknown[]) => rows.map(() => null)
  await put(
    'loaded',
    loaded.map(({ line }) => line),
    none(loaded)
  )
  await put(
    'repeated',
    repeated.map(({ line }) => line),
    none(repeated)
  )
  await put(
    'rejected',
    rejected.map(({ line }) => line),
    rejected.map(({ reason }) => reason)
  )
}
