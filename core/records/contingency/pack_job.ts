import { municipalityOf } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { eraseFiles, storeStreamed } from '#core/files/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { format } from '#core/web/index'
import { gatherBlocks } from './gather.ts'
import { CONTINGENCY_KEPT } from './parameters.ts'
import { packKey } from './passphrase_action.ts'
import type { ContingencyContext } from './types.ts'
import { packPage } from './write_pack.ts'

interface PackArgs {
  /** What makes one run of many asked for on a day: the day itself, or the moment of a person's request. */
  readonly token: string
}

async function perform({ tx, runId, municipalityId, actor }: JobContext): Promise<ChunkResult> {
  const municipality = await municipalityOf(municipalityId, tx)
  const now = clock.now()
  const today = clock.today(municipality.timeZone)
  const counted = { entries: 0 }
  const file = await storeStreamed(tx, {
    municipalityId,
    name: `contingencia-${municipality.code}-${today}.html`,
    mediaType: 'text/html; charset=utf-8',
    createdBy: actor.userId,
    content: packPage(
      countedBlocks({ tx, municipalityId, today }, counted),
      await packKey(tx, municipalityId),
      { municipality: municipality.name, madeAt: format.datetime(now, municipality.timeZone) }
    ),
  })
  await query(
    tx,
    `insert into records_contingency_packs (municipality_id, run_id, file_id, entries, bytes, made_at)
     values (?, ?, ?, ?, ?, ?)`,
    [municipalityId, runId, file.id, counted.entries, file.bytes, now]
  )
  const kept = await parameterWithin<number>(tx, { key: CONTINGENCY_KEPT, municipalityId })
  await dropOld(tx, municipalityId, kept)
  return {
    ...{ done: 1, parked: 0, issues: [] },
    figures: { entries: counted.entries, bytes: file.bytes },
    trail: { sha256: file.sha256 },
  }
}

async function* countedBlocks(context: ContingencyContext, counted: { entries: number }) {
  for await (const block of gatherBlocks(context)) {
    counted.entries += block.length
    yield block
  }
}

async function dropOld(tx: Tx, municipalityId: bigint, kept: number): Promise<void> {
  await query(
    tx,
    `with old as (
       update records_contingency_packs set erased_at = ?
        where erased_at is null and id in (
          select id from records_contingency_packs where municipality_id = ? order by id desc offset ?)
       returning file_id)
     update files_objects f set state = 'erased' from old where f.id = old.file_id`,
    [clock.now(), municipalityId, kept]
  )
}

/** The registry and its open debts as one sealed page, for the days when nothing else can be reached. */
export const contingencyJob: Job<PackArgs, null> = {
  name: 'records.contingency_pack',
  title: 'Pacote de contingência',
  permission: 'records.contingency',
  figures: { entries: 'Cadastros no pacote', bytes: 'Tamanho do arquivo (bytes)' },
  key: ({ token }) => token,
  label: ({ token }) => `Pacote de contingência de ${token}`,
  schedule: { args: ({ date }) => ({ token: date }) },
  async plan({ tx, municipalityId }) {
    // Told before anything is done, and to the people responsible when nobody is there.
    await packKey(tx, municipalityId)
    return { chunks: [null], total: 1, state: {} }
  },
  perform,
  async finish({ tx, municipalityId }) {
    const rows = await query<{ file_id: bigint }>(
      tx,
      `select file_id from records_contingency_packs
        where municipality_id = ? and erased_at > now() - interval '30 days'`,
      [municipalityId]
    )
    await eraseFiles(
      rows.map(({ file_id: id }) => id),
      tx
    )
    return {}
  },
}
