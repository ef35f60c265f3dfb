import type { Actor } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import { type Json, type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import { errors } from '../business_errors.ts'
import { type DocumentTemplate, type DocumentType, pageOf } from '../document_type.ts'
import { withoutMarks } from '../helpers.ts'
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

export interface Used {
  readonly versionId: bigint | null
  readonly content: DocumentTemplate
}

/**
 * Issues a document with the template in force on its day, and keeps what it needs to be printed again as it was.
 * @throws BusinessError E_DOCUMENTS_UNKNOWN, E_DOCUMENTS_NO_MODEL; DocumentError of the template or the data
 */
export async function issueDocument(tx: Tx, issuing: Issuing): Promise<Issued> {
  const type = requireType(issuing.template)
  const used = await templateOn(tx, type, issuing)
  const { data } = issuing
  const one = {
    subject: issuing.subject,
    key: null,
    data,
    html: renderHtml(type, used.content, data),
  }
  const [id] = await keepIssued(tx, issuing, { type, used, ones: [one] })
  return { id: id!, title: templateTitle(issuing.template), html: one.html }
}

/** A document just made. */
export interface Made {
  readonly subject: Issuing['subject']
  readonly key: string | null
  readonly data: Json
  readonly html: string
}

/** Keeps what was made with one template, in the order given: null where somebody else issued the same meanwhile. */
export async function keepIssued(
  tx: Tx,
  issuing: Omit<Issuing, 'subject' | 'data'>,
  {
    type,
    used,
    ones,
  }: { readonly type: DocumentType; readonly used: Used; readonly ones: readonly Made[] }
): Promise<(bigint | null)[]> {
  const { municipalityId, template: key, on, at, actor } = issuing
  const { versionId, content } = used
  const texts = ones.map(({ data }) => canonicalJson(data))
  const hashes = texts.map(sha256)
  await query(
    tx,
    `insert into documents_data (municipality_id, hash, content)
     select ?, * from unnest(?::text[], ?::text[]) on conflict do nothing`,
    [municipalityId, hashes, texts]
  )
  const rows = await query<{ id: bigint; subject_id: bigint; issue_key: string | null }>(
    tx,
    `insert into documents_issued (municipality_id, document, template, title, version_id, template_hash, paper, issued_at,
       issued_on, issued_by, issued_by_name, subject_type, subject_id, issue_key, data_hash, html_sha256)
     select ?, ?, ?, ?, ?::bigint, ?, ?, ?::timestamptz, ?::date, ?::bigint, ?, given.*
       from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[]) as given
     on conflict do nothing returning id, subject_id, issue_key`,
    [
      ...[municipalityId, type.name, key, templateTitle(key), versionId, templateHash(content)],
      ...[pageOf(type, content).format, at, on, actor.userId, actor.name],
      ...[ones.map(({ subject }) => subject.type), ones.map(({ subject }) => subject.id)],
      ...[ones.map((one) => one.key), hashes, ones.map(({ html }) => pageHash(html))],
    ]
  )
  const ids = new Map(rows.map((row) => [`${row.subject_id}/${row.issue_key}`, row.id]))
  return ones.map((one) => ids.get(`${one.subject.id}/${one.key}`) ?? null)
}

/** The template in force on the day of issue. @throws BusinessError E_DOCUMENTS_NO_MODEL */
export async function templateOn(
  tx: Tx,
  type: DocumentType,
  { template: key, municipalityId, on }: Pick<Issuing, 'template' | 'municipalityId' | 'on'>
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
    html.slice(html.lastIndexOf('<style>'), html.indexOf(BODY_START)) +
      withoutMarks(html.slice(html.indexOf(BODY_START)))
  )
