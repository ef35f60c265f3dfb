import type { Actor } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import { type Json, type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import { errors } from '../business_errors.ts'
import { type DocumentTemplate, type DocumentType, pageOf } from '../document_type.ts'
import { MODEL_MARK, requireType, templateTitle } from '../models.ts'
import { BODY_START, renderHtml } from '../render_html.ts'
import { TEMPLATE_KIND } from '../template_in_force.ts'

export interface Issuing {
  readonly municipalityId: bigint
  /** Name of the document type, or `<type>:<title>` of a model of the utility. */
  readonly template: string
  readonly subject: { readonly type: string; readonly id: bigint }
  readonly data: Json
  readonly on: CivilDate
  readonly at: Date
  readonly actor: Pick<Actor, 'userId' | 'name'>
}

export interface Issued {
  readonly id: bigint
  readonly title: string
  readonly html: string
}

interface Used {
  readonly versionId: bigint | null
  readonly content: DocumentTemplate
}

/**
 * Issues a document with the template in force on its day, and keeps what it needs to be printed again as it was.
 * @throws BusinessError E_DOCUMENTS_UNKNOWN, E_DOCUMENTS_NO_MODEL; DocumentError of the template or the data
 */
export async function issueDocument(tx: Tx, issuing: Issuing): Promise<Issued> {
  const { municipalityId, template: key, subject, on, at, actor } = issuing
  const type = requireType(key)
  const { versionId, content } = await templateOn(tx, type, issuing)
  const html = renderHtml(type, content, issuing.data)
  const data = canonicalJson(issuing.data)
  const dataHash = sha256(data)
  await query(
    tx,
    'insert into documents_data (municipality_id, hash, content) values (?, ?, ?) on conflict do nothing',
    [municipalityId, dataHash, data]
  )
  const title = templateTitle(key)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into documents_issued (municipality_id, document, template, title, subject_type, subject_id, version_id,
       template_hash, data_hash, paper, html_sha256, issued_at, issued_on, issued_by, issued_by_name)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, type.name, key, title, subject.type, subject.id, versionId],
      ...[templateHash(content), dataHash, pageOf(type, content).format, pageHash(html)],
      ...[at, on, actor.userId, actor.name],
    ]
  )
  return { id: row!.id, title, html }
}

async function templateOn(
  tx: Tx,
  type: DocumentType,
  { template: key, municipalityId, on }: Issuing
): Promise<Used> {
  const version = await inForceWithin(tx, { kind: TEMPLATE_KIND, key, municipalityId }, on)
  if (version) {
    return { versionId: version.id, content: version.content as unknown as DocumentTemplate }
  }
  if (key.includes(MODEL_MARK)) {
    const model = templateTitle(key)
    throw errors.E_DOCUMENTS_NO_MODEL({ model, date: formatDate(on) })
  }
  return { versionId: null, content: ownTemplate(type) }
}

/** What the type itself brings, as a template. */
export const ownTemplate = ({ template, style }: DocumentType): DocumentTemplate => ({
  template,
  style,
})

export const templateHash = (content: DocumentTemplate): string =>
  sha256(canonicalJson(content as unknown as Json))

/** Of the document itself: fonts and the frame around it are the product's, and may be renewed. */
export const pageHash = (html: string): string =>
  sha256(
    `${html.slice(html.lastIndexOf('<style>'), html.indexOf(BODY_START))}${html.slice(html.indexOf(BODY_START))}`
  )
