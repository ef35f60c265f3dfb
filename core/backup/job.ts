import { type CivilDate, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import type { Job } from '#core/jobs/index'
import { createBackup, dropOld } from './create.ts'
import { noteBackup } from './note.ts'
import { BACKUPS_KEPT } from './parameters.ts'

interface BackupArgs {
  readonly date: CivilDate
}

/** Makes a backup and says so in `backup_archives`; scheduled, it is the installation's nightly backup. */
export const backupJob: Job<BackupArgs> = {
  name: 'backup.create',
  title: 'Cópia de segurança',
  permission: 'monitoring.view',
  figures: { tables: 'Tabelas', rows: 'Linhas', bytes: 'Bytes' },
  key: ({ date }) => date,
  label: ({ date }) => `Cópia de ${formatDate(date)}`,
  schedule: { args: ({ date }) => ({ date }) },
  async plan() {
    return { chunks: [null], total: 1, state: {} }
  },
  async perform({ tx, municipalityId, log }) {
    const backup = await createBackup()
    const figures = await noteBackup(tx, backup)
    const old = await dropOld(
      await parameterWithin<number>(tx, { key: BACKUPS_KEPT, municipalityId })
    )
    log(`Cópia completa em ${backup.folder}; saíram ${old.length} antigas`)
    return { done: 1, parked: 0, issues: [], figures }
  },
}
