import { writeEvents } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { Job } from '#core/jobs/index'
import { type WatchedAgreement, takeFiles } from '../services/take_files.ts'

export interface WatchArgs {
  /** Null: all that are watched. */
  readonly agreementId: bigint | null
  /** The instant, so that each look is a run of its own. */
  readonly at: string
}

/** Looks into the carriers' folders; how often is the schedule's to say, and one agreement may have its own. */
export const watchFolders: Job<WatchArgs, WatchedAgreement, Record<string, never>> = {
  name: 'payments.watch_folders',
  title: 'Busca de arquivos dos bancos nas pastas',
  permission: 'payments.import',
  figures: { files: 'Arquivos trazidos', growing: 'Ainda sendo gravados' },
  reasons: { file_refused: 'Arquivos que não se leem' },
  key: ({ agreementId, at }) => `${agreementId ?? 'all'}/${at}`,
  label: ({ at }) => at.slice(0, 16).replace('T', ' '),
  schedule: {
    settings: [
      {
        ...{ name: 'agreement', label: 'Convênio', help: 'Em branco: todos os que têm pasta.' },
        async options(tx, municipalityId) {
          const found = await query<{ id: bigint; code: string; name: string }>(
            tx,
            `select g.id, g.code, a.name from payments_agreements g join payments_agents a on a.id = g.agent_id
              where g.municipality_id = ? and g.is_watched order by a.code, g.code`,
            [municipalityId]
          )
          return [
            { value: 'all', label: 'Todos os que têm pasta' },
            ...found.map(({ id, code, name }) => ({
              ...{ value: String(id), label: `${name}, convênio ${code}` },
            })),
          ]
        },
      },
    ],
    args: ({ settings }) => ({
      agreementId: /^\d+$/.test(settings.agreement ?? '') ? BigInt(settings.agreement!) : null,
      at: clock.now().toISOString(),
    }),
  },
  async plan({ tx, municipalityId, log }, { agreementId }) {
    if (!process.env.BANK_FILES_FOLDER) {
      log(
        'A instalação não tem pasta de troca de arquivos (BANK_FILES_FOLDER): nada foi procurado.'
      )
      return { chunks: [], total: 0, state: {} }
    }
    const chunks = await query<WatchedAgreement>(
      tx,
      `select g.id, g.municipality_id as "municipalityId", a.code as "agentCode", g.code from payments_agreements g
         join payments_agents a on a.id = g.agent_id
        where g.municipality_id = ? and g.is_watched and (?::bigint is null or g.id = ?) order by g.id`,
      [municipalityId, agreementId, agreementId]
    )
    return { chunks, total: chunks.length, state: {} }
  },
  async perform({ tx, municipalityId }, agreement) {
    const { taken, refused, left, events } = await takeFiles(tx, agreement)
    await writeEvents(tx, municipalityId, [...events])
    const refusal = {
      ...{ code: 'file_refused', severity: 'warning' as const, path: agreement.code },
      message: `${refused} arquivo(s) da pasta do convênio ${agreement.code} foram postos de lado sem ler.`,
    }
    return {
      ...{ done: 1, parked: 0, issues: refused ? [refusal] : [] },
      figures: { files: taken, growing: left },
    }
  },
}
