import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { parseContent, readVersion } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../business_errors.ts'
import type { DocumentTemplate } from '../document_type.ts'
import { requireType } from '../models.ts'
import { renderHtml } from '../render_html.ts'
import { ownTemplate, pageHash, templateHash } from './issue_document.ts'

type Reader = Pick<Tx, 'rawQuery'>

export interface IssuedRow {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly template: string
  readonly title: string
  readonly subject_type: string
  readonly subject_id: bigint
  readonly version_id: bigint | null
  readonly template_hash: string
  readonly data_hash: string
  readonly paper: string
  readonly html_sha256: string
  readonly issued_at: Date
  readonly issued_on: string
  readonly issued_by_name: string
  readonly reprints: number
}

const COLUMNS = `i.id, i.municipality_id, i.template, i.title, i.subject_type, i.subject_id, i.version_id, i.template_hash,
  i.data_hash, i.paper, i.html_sha256, i.issued_at, i.issued_on, i.issued_by_name,
  (select count(*)::int from documents_reprints r where r.issued_id = i.id) as reprints`

/** An issued document. @throws BusinessError E_DOCUMENTS_ISSUED_UNKNOWN, also to who works elsewhere */
export async function readIssued(reader: Reader, actor: Actor, id: bigint): Promise<IssuedRow> {
  const [row] = await query<IssuedRow>(
    reader,
    `select ${COLUMNS} from documents_issued i where i.municipality_id = ? and i.id = ?`,
    [actor.municipalityId, id]
  )
  const subject = row && { type: row.subject_type, id: row.subject_id }
  if (!subject || (await isOutside(reader, actor, subject))) {
    throw errors.E_DOCUMENTS_ISSUED_UNKNOWN({ id })
  }
  return row
}

/** The newest documents of a record. */
export function issuedOf(
  reader: Reader,
  municipalityId: bigint,
  subject: { readonly type: string; readonly id: bigint },
  limit = 6
): Promise<IssuedRow[]> {
  return query<IssuedRow>(
    reader,
    `select ${COLUMNS} from documents_issued i
      where i.municipality_id = ? and i.subject_type = ? and i.subject_id = ? order by i.id desc limit ?`,
    [municipalityId, subject.type, subject.id, limit]
  )
}

/** The page as it was issued, from its template version and its data. @throws BusinessError E_DOCUMENTS_CHANGED when it is not the same */
export async function issuedHtml(reader: Reader, row: IssuedRow): Promise<string> {
  const type = requireType(row.template)
  const content = await templateOf(row)
  if (templateHash(content) !== row.template_hash) throw changed(row, 'o modelo mudou')
  const [data] = await query<{ content: string }>(
    reader,
    'select content from documents_data where municipality_id = ? and hash = ?',
    [row.municipality_id, row.data_hash]
  )
  if (!data) throw changed(row, 'os dados não estão mais guardados')
  const html = renderHtml(type, content, JSON.parse(data.content))
  if (pageHash(html) !== row.html_sha256) throw changed(row, 'o desenho da página mudou')
  return html
}

async function templateOf(row: IssuedRow): Promise<DocumentTemplate> {
  if (row.version_id === null) return ownTemplate(requireType(row.template))
  const version = await readVersion(db, row.version_id, row.municipality_id)
  return parseContent(version.content) as unknown as DocumentTemplate
}

const changed = ({ id, issued_on: on }: IssuedRow, what: string) =>
  errors.E_DOCUMENTS_CHANGED({ id, what: `${what}; emitido em ${formatDate(on as never)}` })
