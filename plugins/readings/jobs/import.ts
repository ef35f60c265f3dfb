import { clock } from '#core/calendar/index'
import { readStoredFile } from '#core/files/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { parseReturnFile } from '../domain/field_return_file.ts'
import { importReturn } from '../services/import_return.ts'
import { readLoad } from '../services/load_state.ts'

export interface ImportArgs {
  readonly loadId: bigint
  /** The file as it was received. */
  readonly fileObjectId: bigint
}

interface WholeFile {
  readonly whole: true
}

async function perform(
  { tx, municipalityId, log }: JobContext,
  _: WholeFile,
  __: null,
  { loadId, fileObjectId }: ImportArgs
): Promise<ChunkResult> {
  const stored = await readStoredFile(tx, municipalityId, fileObjectId)
  const result = await importReturn(tx, {
    municipalityId,
    loadId,
    file: { id: stored.id, name: stored.name, bytes: stored.content },
    now: clock.now(),
  })
  const { issues, lines, accepted, rejected, unknown, duplicated, status } = result
  const aboutTheFile = issues.find(({ path }) => path === 'arquivo')
  log(aboutTheFile?.message ?? `${accepted} leituras aceitas de ${lines} linhas`)
  if (status === 'repeated') return { done: 0, parked: 0, issues, figures: { repeated: 1 } }
  const refused = status === 'rejected' ? 1 : 0
  return {
    done: accepted,
    parked: lines - accepted,
    issues,
    figures: { lines, accepted, rejected, unknown, duplicated, refused },
    trail: { file_sha256: stored.sha256, status },
  }
}

/** `readings.import`: applies one return file to its load, whole or not at all. */
export const importJob: Job<ImportArgs, WholeFile, null> = {
  name: 'readings.import',
  title: 'Importar retorno de leitura',
  permission: 'readings.run',
  figures: {
    lines: 'Linhas',
    accepted: 'Aceitas',
    rejected: 'Recusadas',
    unknown: 'Matrícula desconhecida',
    duplicated: 'Repetidas',
    refused: 'Arquivo recusado',
    repeated: 'Arquivo já importado',
  },
  key: ({ loadId, fileObjectId }) => `${loadId}/${fileObjectId}`,
  label: ({ loadId }) => `Retorno da carga ${loadId}`,
  async plan({ tx, municipalityId }, { loadId, fileObjectId }) {
    await readLoad(tx, municipalityId, loadId)
    const { content } = await readStoredFile(tx, municipalityId, fileObjectId)
    return { chunks: [{ whole: true }], total: parseReturnFile(content).lines.length, state: null }
  },
  perform,
}
