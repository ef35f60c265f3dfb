import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { parseContent, readVersion } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../business_errors.ts'
import type { DocumentTemplate } from '../document_type.ts'
import { requireType } from '../models.ts'
import { renderKept } from '../render_html.ts'
import { ownTemplate, pageHash, templateHash } from './issue_document.ts'

type Reader = Pick<Tx, 'rawQuery'>

export interface IssuedRow {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly template: string
  readonly title: string
  readonly subject_type: string
  readonly subject_id: bigint
  readonly issue_key: string | null
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

/** Of `documents_issued i`. */
export const COLUMNS = `i.id, i.municipality_id, i.template, i.title, i.subject_type, i.subject_id, i.issue_key, i.version_id, i.template_hash,
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
  const [html] = await issuedHtmls(reader, [row])
  return html!
}

/** As `issuedHtml`, for many in the order given: data in one query, each template once. */
export async function issuedHtmls(reader: Reader, rows: readonly IssuedRow[]): Promise<string[]> {
  const data = await keptData(reader, rows)
  const templates = new Map<string, DocumentTemplate>()
  const htmls: string[] = []
  for (const row of rows) {
    const template = templates.get(row.template_hash) ?? (await templateOf(row))
    templates.set(row.template_hash, template)
    const text = data.get(row.data_hash)
    if (text === undefined) throw changed(row, 'os dados não estão mais guardados')
    const html = renderKept(requireType(row.template), template, JSON.parse(text))
    if (pageHash(html) !== row.html_sha256) throw changed(row, 'o desenho da página mudou')
    htmls.push(html)
  }
  return htmls
}

/** What documents were made from, as canonical JSON by its hash. */
export async function keptData(
  reader: Reader,
  rows: readonly Pick<IssuedRow, 'municipality_id' | 'data_hash'>[]
): Promise<ReadonlyMap<string, string>> {
  const [first] = rows
  if (!first) return new Map()
  const found = await query<{ hash: string; content: string }>(
    reader,
    'select hash, content from documents_data where municipality_id = ? and hash = any(?::bpchar[])',
    [first.municipality_id, rows.map((row) => row.data_hash)]
  )
  return new Map(found.map(({ hash, content }) => [hash, content]))
}

/** @throws BusinessError E_DOCUMENTS_CHANGED */
async function templateOf(row: IssuedRow): Promise<DocumentTemplate> {
  const { version_id: id, municipality_id: municipalityId } = row
  const version = id === null ? null : await readVersion(db, id, municipalityId)
  const content = version
    ? (parseContent(version.content) as unknown as DocumentTemplate)
    : ownTemplate(requireType(row.template))
  if (templateHash(content) !== row.template_hash) throw changed(row, 'o modelo mudou')
  return content
}

const changed = ({ id, issued_on: on }: IssuedRow, what: string) =>
  errors.E_DOCUMENTS_CHANGED({ id, what: `${what}; emitido em ${formatDate(on as never)}` })
