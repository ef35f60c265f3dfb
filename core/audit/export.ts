import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { csvHead, csvLine } from '#core/records/index'
import { format } from '#core/web/index'
import { appendEntry } from './append.ts'
import { type TrailEntry, type TrailFilter, trailPages } from './read.ts'
import { actionTitle, originWords, recordTitle } from './words.ts'

const PAGE = 2000
const HEADINGS = [
  ...['Registro', 'Quando', 'Quem', 'Login', 'Em nome de', 'Operação'],
  ...['Tipo de registro', 'Número'],
  ...['O que foi feito', 'Motivo', 'Ordem de serviço', 'Origem', 'Selado', 'Resumo (SHA-256)'],
]

interface Exporting {
  readonly actor: Actor
  readonly timeZone: string
  /** The filters as people chose them, for the trail. */
  readonly asked: Readonly<Record<string, string>>
}

/** The trail as CSV for Brazilian spreadsheets, written as it is read. That it was taken, and with which filter, is in the trail. */
export async function* exportTrail(
  filter: TrailFilter,
  { actor, timeZone, asked }: Exporting
): AsyncGenerator<string> {
  const tx = await db.transaction()
  let count = 0
  try {
    yield csvHead(HEADINGS)
    for await (const entries of trailPages(tx, filter, PAGE)) {
      count += entries.length
      yield entries.map((entry) => csvLine(cellsOf(entry, timeZone))).join('')
    }
    await appendEntry(tx, {
      municipalityId: actor.municipalityId,
      at: clock.now(),
      actor,
      action: 'audit.export',
      subject: null,
      description: `Exportou ${count} registros da auditoria`,
      reason: null,
      payload: { filter: asked, count },
    })
    await tx.commit()
  } finally {
    if (!tx.isCompleted) await tx.rollback()
  }
}

const cellsOf = (entry: TrailEntry, timeZone: string): string[] => [
  String(entry.id),
  format.datetime(entry.at, timeZone),
  entry.actor_name,
  entry.actor_login ?? '',
  entry.behalf_name ?? '',
  actionTitle(entry.action),
  entry.subject_type ? recordTitle(entry.subject_type) : '',
  entry.subject_id === null ? '' : String(entry.subject_id),
  entry.description,
  entry.reason ?? '',
  entry.service_number ?? '',
  originWords(entry),
  entry.is_sealed ? 'Sim' : 'Não',
  entry.hash,
]
