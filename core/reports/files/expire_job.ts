import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { eraseFiles } from '#core/files/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'

export interface ExpireArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

/** Marks as erased the files of reports whose days are over; the rows stay and say what was taken and when. */
async function perform({ tx, municipalityId }: JobContext): Promise<ChunkResult> {
  const rows = await query(
    tx,
    `update files_objects f set state = 'erased' from reports_files r
      where r.municipality_id = ? and r.expires_at < ? and f.id = r.file_id and f.state <> 'erased' returning 1`,
    [municipalityId, clock.now()]
  )
  return { done: 1, parked: 0, issues: [], figures: { erased: rows.length } }
}

/** Each day the bytes of report files that nobody may take any more are erased: they may hold personal data. */
export const expireFilesJob: Job<ExpireArgs, null> = {
  name: 'reports.expire_files',
  title: 'Apagar arquivos de relatórios vencidos',
  permission: 'jobs.run',
  figures: { erased: 'Arquivos apagados' },
  key: ({ on }) => on,
  label: ({ on }) => `Arquivos de relatórios vencidos em ${on.slice(0, 10)}`,
  schedule: { args: ({ date }) => ({ on: date }), standing: { timeOfDay: '00:40' } },
  async plan() {
    return { chunks: [null], total: 1, state: {} }
  },
  perform,
  // Bytes go after the commit that marked them; what a stopped run left goes with the next.
  async finish({ tx, municipalityId }) {
    const rows = await query<{ file_id: bigint }>(
      tx,
      `select r.file_id from reports_files r join files_objects f on f.id = r.file_id and f.state = 'erased'
        where r.municipality_id = ? and r.expires_at > ?::timestamptz - interval '30 days'`,
      [municipalityId, clock.now()]
    )
    await eraseFiles(
      rows.map(({ file_id: id }) => id),
      tx
    )
    return {}
  },
}
