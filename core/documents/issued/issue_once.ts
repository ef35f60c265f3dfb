import type { Json, Tx } from '#core/database/index'
import { query } from '#core/database/index'
import { requireType } from '../models.ts'
import { renderHtml } from '../render_html.ts'
import { type Issuing, type Made, keepIssued, templateOn } from './issue_document.ts'
import { COLUMNS, type IssuedRow, issuedHtmls, keptData } from './read_issued.ts'

type Reader = Pick<Tx, 'rawQuery'>

/** One document of a record that has several, each issued once: `key` says which, for ever. */
export interface OnceOf {
  readonly subject: Issuing['subject']
  readonly key: string
}

export interface IssuingOnce extends Omit<Issuing, 'subject' | 'data'> {
  readonly wanted: readonly OnceOf[]
  /** The data of those that were never issued, in the order given. */
  data(missing: readonly OnceOf[]): Promise<readonly Json[]>
}

/** One that stands, as it was issued. */
export interface Standing {
  readonly id: bigint
  readonly html: string
  /** When it was issued. */
  readonly at: Date
  /** It was printed before. */
  readonly isAgain: boolean
}

/**
 * Documents in the order wanted. What was never issued is made and kept; what was comes out as it was, whatever has
 * changed since. Two that issue the same at once get the same page.
 * @throws BusinessError E_DOCUMENTS_CHANGED; DocumentError of the template or the data
 */
export async function issueOnce(tx: Tx, issuing: IssuingOnce): Promise<Standing[]> {
  const known = await standing(tx, issuing)
  const missing = issuing.wanted.filter((one) => !known.has(issuedKey(one)))
  const made = missing.length ? await make(tx, issuing, missing) : new Map<string, Standing>()
  const isWhole = issuing.wanted.every(
    (one) => known.has(issuedKey(one)) || made.has(issuedKey(one))
  )
  if (!isWhole) return issueOnce(tx, issuing)
  return issuing.wanted.map((one) => (known.get(issuedKey(one)) ?? made.get(issuedKey(one)))!)
}

/** What one was made from, when it was issued. */
export async function issuedData(
  reader: Reader,
  about: Pick<Issuing, 'municipalityId' | 'template'>,
  one: OnceOf
): Promise<Json | null> {
  const rows = await rowsOf(reader, { ...about, wanted: [one] })
  const kept = await keptData(reader, rows)
  const [text] = kept.values()
  return text === undefined ? null : (JSON.parse(text) as Json)
}

/** What some were made from, by key of `issuedKey`; those never issued are absent. */
export async function issuedDataOf(
  reader: Reader,
  wanted: Wanted
): Promise<ReadonlyMap<string, Json>> {
  const rows = await rowsOf(reader, wanted)
  const kept = await keptData(reader, rows)
  return new Map(
    rows.map((row) => [
      `${row.subject_id}/${row.issue_key}`,
      JSON.parse(kept.get(row.data_hash)!) as Json,
    ])
  )
}

/** The page of one, when it was issued. @throws BusinessError E_DOCUMENTS_CHANGED */
export async function issuedPage(
  reader: Reader,
  about: Pick<Issuing, 'municipalityId' | 'template'>,
  one: OnceOf
): Promise<string | null> {
  const rows = await rowsOf(reader, { ...about, wanted: [one] })
  const [html = null] = await issuedHtmls(reader, rows)
  return html
}

/** Names one among those wanted together. */
export const issuedKey = ({ subject, key }: OnceOf): string => `${subject.id}/${key}`

type Wanted = Pick<IssuingOnce, 'municipalityId' | 'template' | 'wanted'>

async function standing(reader: Reader, wanted: Wanted): Promise<Map<string, Standing>> {
  const rows = await rowsOf(reader, wanted)
  const htmls = await issuedHtmls(reader, rows)
  return new Map(
    rows.map((row, index) => [
      `${row.subject_id}/${row.issue_key}`,
      { id: row.id, html: htmls[index]!, at: row.issued_at, isAgain: true },
    ])
  )
}

function rowsOf(
  reader: Reader,
  { municipalityId, template, wanted }: Wanted
): Promise<IssuedRow[]> {
  return query<IssuedRow>(
    reader,
    `select ${COLUMNS}
       from unnest(?::text[], ?::bigint[], ?::text[]) as wanted (subject_type, subject_id, issue_key)
       join documents_issued i using (subject_type, subject_id, issue_key)
      where i.municipality_id = ? and i.document = ?`,
    [
      wanted.map(({ subject }) => subject.type),
      wanted.map(({ subject }) => subject.id),
      wanted.map(({ key }) => key),
      ...[municipalityId, requireType(template).name],
    ]
  )
}

async function make(
  tx: Tx,
  issuing: IssuingOnce,
  missing: readonly OnceOf[]
): Promise<Map<string, Standing>> {
  const type = requireType(issuing.template)
  const used = await templateOn(tx, type, issuing)
  const data = await issuing.data(missing)
  const ones = missing.map((one, index): Made => {
    const of = data[index]!
    return { ...one, data: of, html: renderHtml(type, used.content, of) }
  })
  const ids = await keepIssued(tx, issuing, { type, used, ones })
  const kept = ones.flatMap((one, index) => {
    const id = ids[index]
    return id === null || id === undefined
      ? []
      : [
          [
            issuedKey(one as OnceOf),
            { id, html: one.html, at: issuing.at, isAgain: false },
          ] as const,
        ]
  })
  return new Map(kept)
}
