import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { mayRead } from '../access.ts'
import { targetOf } from '../query/labels.ts'
import { type Reader, readRows } from '../query/sql.ts'
import type { RecordField, RecordType } from '../types.ts'
import { type CellProblem, plain } from './read_cell.ts'

export type Resolved = { readonly value: bigint | string } | { readonly problem: CellProblem }

interface Wanted {
  readonly field: RecordField
  readonly texts: readonly string[]
}

/** What texts of reference and look-up fields point to: by code first, then by name; one query per field and way. */
export async function resolveTexts(
  reader: Reader,
  actor: Actor,
  { field, texts }: Wanted
): Promise<Map<string, Resolved>> {
  const target = registries().records.find(targetOf(field)!)
  if (!target || !mayRead(actor, target)) {
    const problem = {
      reason: `Você não pode consultar ${field.label}.`,
      remedy: 'Peça a permissão ou deixe a coluna fora do mapeamento.',
    }
    return new Map(texts.map((text) => [text, { problem }]))
  }
  return field.type === 'lookup'
    ? resolveCodes(reader, actor, { field, target, texts })
    : resolveRecords(reader, actor, { field, target, texts })
}

interface Targeted extends Wanted {
  readonly target: RecordType
}

const unknown = ({ title }: RecordType, text: string): Resolved => ({
  problem: {
    reason: `“${text}” não existe em ${title.many}.`,
    remedy: `Confira a escrita, ou cadastre em ${title.many} antes e confira o arquivo de novo.`,
  },
})

async function resolveCodes(
  reader: Reader,
  { municipalityId }: Actor,
  { target, texts }: Targeted
): Promise<Map<string, Resolved>> {
  const rows = await readRows<{ code: string; title: string }>(
    `select code, title from ${target.table} where municipality_id = ? and is_active`,
    [municipalityId],
    reader
  )
  const codes = new Map(rows.map(({ code }) => [plain(code), code]))
  const titles = new Map(rows.map(({ code, title }) => [plain(title), code]))
  return new Map(
    texts.map((text) => {
      const code = codes.get(plain(text)) ?? titles.get(plain(text))
      return [text, code === undefined ? unknown(target, text) : { value: code }]
    })
  )
}

/** By the columns that tell one record from the others, then by the one that names it. */
async function resolveRecords(
  reader: Reader,
  { municipalityId }: Actor,
  { target, texts }: Targeted
): Promise<Map<string, Resolved>> {
  const found = new Map<string, Resolved>()
  const [key] = target.importKey?.length === 1 ? target.importKey : []
  for (const column of new Set([key, target.label])) {
    const left = texts.filter((text) => !found.has(text))
    if (!column || !left.length) continue
    const isNumber = target.fields.find(({ name }) => name === column)?.type === 'registration'
    const written = new Map(left.map((text) => [isNumber ? text.replace(/\D/g, '') : text, text]))
    const rows = await readRows<{ id: bigint; text: string }>(
      `select id, ${column}::text as text from ${target.table} where municipality_id = ? and ${column}::text = any(?::text[])`,
      [municipalityId, [...written.keys()]],
      reader
    )
    const byText = Map.groupBy(rows, ({ text }) => text)
    for (const [text, same] of byText) found.set(written.get(text)!, one(target, text, same))
  }
  for (const text of texts) if (!found.has(text)) found.set(text, unknown(target, text))
  return found
}

function one(
  { title, importKey, fields }: RecordType,
  text: string,
  rows: readonly { readonly id: bigint }[]
): Resolved {
  if (rows.length === 1) return { value: rows[0]!.id }
  const key = fields.find(({ name }) => name === importKey?.[0])?.label.toLowerCase()
  return {
    problem: {
      reason: `Há ${rows.length} registros chamados “${text}” em ${title.many}.`,
      remedy: key ? `Escreva o campo ${key} em vez do nome.` : 'Cadastre este registro pela tela.',
    },
  }
}
